package io.mailwarden.admin;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.MessageSummary;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.StoreHealth;
import io.mailwarden.engine.incident.Finding;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.Incident.IncidentCounts;
import io.mailwarden.engine.incident.Incident.IncidentStatus;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.response.alert.AlertQuery;
import io.mailwarden.engine.response.alert.AlertRow;
import io.mailwarden.engine.response.alert.AlertStore;
import io.mailwarden.engine.response.alert.InMemoryAlertStore;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldMessage.HeldState;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision.HeldKind;
import io.mailwarden.engine.response.held.HeldPreview;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.review.AccountReport;
import io.mailwarden.engine.review.LoginRecord;
import io.mailwarden.engine.review.Overview;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.StoreUnavailable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A review with one of each, that remembers what it was asked. */
final class FakeReview implements Review {

    static final Account BOB = new Account("bob@example.org");
    static final Instant TIME = Instant.parse("2026-05-03T06:50:03.768Z");

    static final String SOURCE = "Subject: Lunch?\r\n\r\nAt noon?\r\n";

    final List<Object> asked = new ArrayList<>();
    final AlertStore alerts = new InMemoryAlertStore();
    boolean unavailable;
    boolean empty;
    boolean refused;
    boolean dismisses;

    private void reach() {
        if (unavailable) {
            throw new StoreUnavailable("reach what is kept", new IOException("disk gone"));
        }
    }

    @Override
    public Overview overview() {
        return new Overview(
                "prevent",
                new Overview.Activity(
                        TIME,
                        Map.of("messages", 7L, "logins-accepted", 12L),
                        Map.of("allow", 18L, "hold", 1L),
                        Map.of("impossible-travel", 1L),
                        3),
                new Overview.Pending(Map.of("critical", 1L, "suspected", 0L), Map.of("hold", 1L), 1),
                new Overview.Health(
                        2,
                        List.of("GeoLite2-City of 2019-11-19: countries, cities, positions"),
                        new StoreHealth(30, 4, 0, 2, 1),
                        List.of(new Alarm("hold-failed", "disk full", TIME, TIME, 2))));
    }

    @Override
    public Overview.Pending pending(DomainFilter domains) {
        reach();
        asked.add(domains);
        return overview().pending();
    }

    @Override
    public Set<String> types() {
        return Set.of("impossible-travel", "takeover");
    }

    @Override
    public Page<Incident> incidents(IncidentQuery query) {
        reach();
        asked.add(query);
        if (query.cursor().filter(cursor -> cursor.startsWith("!")).isPresent()) {
            throw new IllegalArgumentException("no cursor of mine");
        }
        boolean seen = query.filter().domains().include(BOB.domain());
        return empty || !seen ? Page.empty() : new Page<>(List.of(theIncident()), Optional.of("c2"));
    }

    private static Incident theIncident() {
        Anomaly anomaly = new Anomaly(
                "impossible-travel",
                Set.of(Evidence.PLACE),
                Severity.SUSPECTED,
                new Score(0.93),
                new Explanation("Lagos 40 min after Oslo: 7 410 km/h (limit 900)"));
        Finding finding = new Finding(anomaly, TIME, TIME, 1, true);
        return new Incident(
                "i1",
                BOB,
                IncidentStatus.NEW,
                Severity.CRITICAL,
                TIME,
                TIME,
                List.of(finding),
                new IncidentCounts(2, 1, 0));
    }

    @Override
    public Optional<Incident> incident(String id) {
        reach();
        return Optional.of(theIncident()).filter(incident -> incident.id().equals(id));
    }

    @Override
    public boolean confirm(String incidentId) {
        reach();
        asked.add("confirm " + incidentId);
        return incidentId.equals("i1");
    }

    @Override
    public boolean dismiss(String incidentId, Optional<IncidentState> seen) {
        reach();
        asked.add("dismiss " + incidentId + seen.map(state -> " seen " + state).orElse(""));
        return dismisses;
    }

    @Override
    public Optional<AccountReport> account(Account account) {
        AccountReport report = new AccountReport(
                BOB,
                "critical",
                Optional.of(TIME),
                40,
                List.of("NO"),
                List.of("Thunderbird"),
                new AccountReport.Day(5, 60, 2),
                Optional.empty());
        return Optional.of(report).filter(known -> known.account().equals(account));
    }

    @Override
    public List<LoginRecord> logins(Account account, int limit) {
        asked.add("logins " + account + " " + limit);
        Optional<String> why = refused ? Optional.of("wrong-password") : Optional.empty();
        LoginRecord login = new LoginRecord(
                TIME,
                Protocol.IMAP,
                new LoginRecord.LoginAnswer(refused ? Outcome.REFUSED : Outcome.ACCEPTED, why),
                new LoginRecord.LoginOrigin(
                        Optional.of("198.51.100.7"),
                        "NO, Telenor Norge AS",
                        Optional.of(new LoginRecord.Spot(59.9, 10.7, 20))),
                "Thunderbird 128.0",
                true,
                List.of("impossible-travel"));
        return account.equals(BOB) || refused ? List.of(login) : List.of();
    }

    @Override
    public Page<HeldMessage> held(HeldQuery query) {
        reach();
        asked.add(query);
        if (query.cursor().filter(cursor -> cursor.startsWith("!")).isPresent()) {
            throw new IllegalArgumentException("no cursor of mine");
        }
        boolean seen = query.domains().include(BOB.domain());
        return empty || !seen ? Page.empty() : new Page<>(List.of(letter()), Optional.of("c2"));
    }

    private static HeldMessage letter() {
        return new HeldMessage(
                new HeldMessage.Key(BOB, "h1"),
                HeldState.WAITING,
                TIME,
                new MessageSummary("bob@example.org", List.of("carol@example.net"), "Lunch?", 1234),
                new HoldDecision(HeldKind.QUARANTINED, "link to a look-alike", Optional.of("i1")),
                "mailbox of carol@example.net",
                Optional.of(TIME.plusSeconds(60)));
    }

    @Override
    public Optional<HeldMessage> heldMessage(String heldId) {
        reach();
        return heldId.equals("h1") ? Optional.of(letter()) : Optional.empty();
    }

    @Override
    public Optional<InputStream> source(String heldId) {
        reach();
        return heldMessage(heldId).map(message -> new ByteArrayInputStream(SOURCE.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<HeldPreview> preview(String heldId) {
        reach();
        return heldMessage(heldId)
                .map(message -> new HeldPreview(
                        List.of("Subject: Lunch?"),
                        "At noon?",
                        false,
                        List.of(new HeldPreview.PreviewLink("https://example.net/", "our bank")),
                        List.of(new HeldPreview.PreviewFile("menu.pdf", "application/pdf"))));
    }

    @Override
    public long waiting(String incidentId) {
        return 1;
    }

    @Override
    public long releaseAll(String incidentId) {
        reach();
        asked.add("release all of " + incidentId);
        return incidentId.equals("i1") ? 3 : 0;
    }

    @Override
    public long deleteAll(String incidentId) {
        reach();
        asked.add("delete all of " + incidentId);
        return incidentId.equals("i1") ? 2 : 0;
    }

    @Override
    public boolean release(String heldId) {
        reach();
        asked.add("release " + heldId);
        return heldId.equals("h1");
    }

    @Override
    public boolean delete(String heldId) {
        reach();
        asked.add("delete " + heldId);
        return heldId.equals("h1");
    }

    @Override
    public Page<AlertRow> alerts(AlertQuery query) {
        return alerts.search(query);
    }
}
