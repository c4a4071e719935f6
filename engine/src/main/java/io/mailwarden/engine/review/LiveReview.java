package io.mailwarden.engine.review;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.StoreUnavailable;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.incident.Page;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.EventLog;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.SendingLog;
import io.mailwarden.engine.profile.Trait;
import io.mailwarden.engine.response.block.Blocks;
import io.mailwarden.engine.response.held.HeldMail;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.verdict.Modes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The review of a running engine.
 *
 * @param modes how far Mailwarden may go
 * @param blocks which accounts are restricted
 * @param counts what the engine has counted
 * @param profiles of the accounts
 * @param log what happened
 * @param incidents the cases
 * @param decisions what is decided of them
 * @param origins what is known of addresses
 * @param held the mail that waits
 * @param alarms what is wrong with Mailwarden itself
 * @param clock the time
 */
public record LiveReview(
        Modes modes,
        Blocks blocks,
        Counts counts,
        Profiles profiles,
        EventLog log,
        Incidents incidents,
        Decisions decisions,
        OriginLookup origins,
        HeldMail held,
        Alarms alarms,
        Clock clock)
        implements Review {

    private static final int NAMED = 10;

    @Override
    public Overview overview() {
        return new Overview(
                modes.general().label(),
                counts.since(),
                counts.events().all(),
                counts.verdicts().all(),
                counts.anomalies().all(),
                openIncidents(),
                blocked(),
                heldCount(),
                profiles.count(),
                counts.cannotTell().all().values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                origins.knowledge(),
                log.health(),
                alarms.standing());
    }

    private Map<String, Long> openIncidents() {
        Map<String, Long> open = new HashMap<>();
        for (Severity severity : Severity.values()) {
            open.put(severity.label(), count(severity));
        }
        return open;
    }

    private Map<String, Long> blocked() {
        Map<String, Long> blocked = new HashMap<>();
        blocks.counts().forEach((restriction, count) -> blocked.put(restriction.label(), count));
        return blocked;
    }

    private long count(Severity severity) {
        try {
            return incidents.countOpen(severity);
        } catch (StoreUnavailable e) {
            return -1; // Whoever reads them all every minute raises the alarm, and clears it.
        }
    }

    private long heldCount() {
        try {
            return held.count();
        } catch (StoreUnavailable e) {
            return -1; // The store has an alarm of its own.
        }
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
    public boolean dismiss(String incidentId) {
        return decisions.dismiss(incidentId);
    }

    @Override
    public Optional<AccountReport> account(Account account) {
        Instant now = clock.instant();
        // Read before the profile is held: a client may be waiting for it.
        int countries = countriesInDay(account, now);
        return profiles.tell(account, profile -> report(account, profile, countries, now));
    }

    private AccountReport report(Account account, Profile profile, int countries, Instant now) {
        Optional<Incident> incident = incidents.current(account, now);
        SendingLog.Sums day = profile.sent().within(Duration.ofDays(1), now);
        String settled = profile.mature(now) ? "normal" : "learning";
        return new AccountReport(
                account,
                incident.map(open -> open.severity().label()).orElse(settled),
                profile.firstSeen(),
                profile.learnedLogins(),
                names(profile, Trait.COUNTRY, now),
                names(profile, Trait.FAMILY, now),
                day.messages(),
                day.recipients(),
                countries,
                incident.map(Incident::id));
    }

    private int countriesInDay(Account account, Instant now) {
        Instant from = now.minus(Duration.ofDays(1));
        return (int) new AccountLog(profiles, log)
                .logins(account).stream()
                        .filter(login ->
                                login.event().login().filter(Login::accepted).isPresent()
                                        && !login.at().isBefore(from))
                        .flatMap(login -> login.origin().country().stream())
                        .distinct()
                        .count();
    }

    private List<String> names(Profile profile, Trait trait, Instant now) {
        return profile.habits().mostUsed(trait, now).stream()
                .map(habit -> profiles.organisation().name(trait, habit))
                .filter(name -> !name.isEmpty())
                .limit(NAMED)
                .toList();
    }

    @Override
    public List<LoginRecord> logins(Account account, int limit) {
        return LoginRecord.of(new AccountLog(profiles, log).latest(account)).stream()
                .limit(limit)
                .toList();
    }

    @Override
    public Page<HeldMessage> held(HeldQuery query) {
        return held.search(query);
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
}
