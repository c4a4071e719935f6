package io.mailwarden.engine.review;

import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Detectors;
import io.mailwarden.engine.detect.login.LoginDetection;
import io.mailwarden.engine.detect.login.LoginDetectors;
import io.mailwarden.engine.detect.sending.SendingDetection;
import io.mailwarden.engine.detect.sending.SendingDetectors;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.response.alert.AlertQuery;
import io.mailwarden.engine.response.alert.AlertRow;
import io.mailwarden.engine.response.held.HeldMail;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldPreview;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.review.owner.OwnerLock;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.verdict.Takeover;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The review of a running engine. */
final class LiveReview implements Review {

    private static final Set<String> TYPES = Stream.concat(
                    Stream.of(Takeover.TYPE, OwnerLock.TYPE),
                    Detectors.of(
                                    LoginDetectors.standard(LoginDetection.defaults()),
                                    SendingDetectors.standard(SendingDetection.defaults()))
                            .all()
                            .stream()
                            .map(Detector::type))
            .collect(Collectors.toUnmodifiableSet());

    private final Overviews overviews;
    private final AccountReports accounts;
    private final Incidents incidents;
    private final Decisions decisions;
    private final HeldMail held;
    private final Function<AlertQuery, Page<AlertRow>> alerts;

    /**
     * A review over the parts of a running engine.
     *
     * @param alerts searches the outbox of alerts
     */
    LiveReview(
            Overviews overviews,
            AccountReports accounts,
            Incidents incidents,
            Decisions decisions,
            HeldMail held,
            Function<AlertQuery, Page<AlertRow>> alerts) {
        this.overviews = overviews;
        this.accounts = accounts;
        this.incidents = incidents;
        this.decisions = decisions;
        this.held = held;
        this.alerts = alerts;
    }

    @Override
    public Overview overview() {
        return overviews.now();
    }

    @Override
    public Overview.Pending pending(DomainFilter domains) {
        return overviews.pending(domains);
    }

    @Override
    public Set<String> types() {
        return TYPES;
    }

    @Override
    public Page<Incident> incidents(IncidentQuery query) {
        return incidents.page(query);
    }

    @Override
    public Optional<Incident> incident(String id) {
        return incidents.find(id);
    }

    @Override
    public boolean confirm(String incidentId) {
        return decisions.confirm(incidentId);
    }

    @Override
    public boolean dismiss(String incidentId, Optional<IncidentState> seen) {
        return decisions.dismiss(incidentId, seen);
    }

    @Override
    public Optional<AccountReport> account(Account account) {
        return accounts.of(account);
    }

    @Override
    public List<LoginRecord> logins(Account account, int limit) {
        return accounts.logins(account, limit);
    }

    @Override
    public Page<HeldMessage> held(HeldQuery query) {
        return held.search(query);
    }

    @Override
    public Optional<HeldMessage> heldMessage(String heldId) {
        return held.find(heldId);
    }

    @Override
    public Optional<InputStream> source(String heldId) {
        return held.open(heldId);
    }

    @Override
    public Optional<HeldPreview> preview(String heldId) {
        return held.preview(heldId);
    }

    @Override
    public long waiting(String incidentId) {
        return held.waiting(incidentId);
    }

    @Override
    public boolean release(String heldId) {
        return held.release(heldId);
    }

    @Override
    public long releaseAll(String incidentId) {
        return held.releaseAll(incidentId);
    }

    @Override
    public boolean delete(String heldId) {
        return held.delete(heldId);
    }

    @Override
    public long deleteAll(String incidentId) {
        return held.deleteAll(incidentId);
    }

    @Override
    public Page<AlertRow> alerts(AlertQuery query) {
        return alerts.apply(query);
    }
}
