package io.mailwarden.engine.review;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.StoreUnavailable;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentConfig;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.incident.Page;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.EventLog;
import io.mailwarden.engine.profile.Keys;
import io.mailwarden.engine.profile.LogEntry.Decision;
import io.mailwarden.engine.profile.LogEntry.Judged;
import io.mailwarden.engine.profile.LogEntry.Reviewed;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.Risk;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The review of a running engine.
 *
 * @param modes how far Mailwarden may go
 * @param blocks which accounts are restricted
 * @param counts what the engine has counted
 * @param profiles of the accounts
 * @param log what happened
 * @param incidents the cases
 * @param opensAt when a case opens
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
        IncidentConfig opensAt,
        OriginLookup origins,
        HeldMail held,
        Alarms alarms,
        Clock clock)
        implements Review {

    private static final int NAMED = 10;
    private static final int MOST_LOGINS = 1000;
    private static final long WRITE_SECONDS = 10;

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
        return become(incidentId, IncidentState.CONFIRMED);
    }

    @Override
    public boolean dismiss(String incidentId) {
        return become(incidentId, IncidentState.DISMISSED);
    }

    // Of two who decide differently at once, the second sees what the first did: what he can no longer decide must
    // leave
    // no trace.
    private boolean become(String incidentId, IncidentState next) {
        synchronized (incidents) {
            return decide(incidentId, next);
        }
    }

    private boolean decide(String incidentId, IncidentState next) {
        Optional<Incident> incident =
                incidents.find(incidentId).filter(one -> one.state().mayBecome(next));
        if (incident.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        List<Address> burnt = next == IncidentState.CONFIRMED ? usedByThief(incident.get(), now) : List.of();
        Decision decision = next == IncidentState.CONFIRMED ? Decision.CONFIRMED : Decision.DISMISSED;
        String why = "used in the confirmed incident " + incidentId;
        Reviewed reviewed = new Reviewed(now, incident.get().account(), decision, burnt, why);
        // First what nobody would do again, then what makes it show as done: who is told nothing repeats it.
        write(reviewed);
        burnt.forEach(address -> origins.burn(address, why, now));
        if (next == IncidentState.DISMISSED) {
            liftBlocks(incident.get());
        }
        boolean became = incidents.become(incidentId, next).isPresent();
        if (became && next == IncidentState.DISMISSED) {
            // What answered it meanwhile.
            liftBlocks(incident.get());
        }
        return became;
    }

    private void liftBlocks(Incident incident) {
        blocks.lift(incident.account(), Optional.of(incident.id()), "dismissal of incident " + incident.id());
    }

    private void write(Reviewed reviewed) {
        boolean written = inTurn("write a review", reviewed.account(), profile -> {
            long sequence = log.append(reviewed);
            profile.reviewed(reviewed.decision());
            profile.logged(log.node(), sequence);
            return sequence > 0;
        });
        if (!written) {
            throw new StoreUnavailable("write a review", new IllegalStateException("the event log is full"));
        }
        log.flush();
    }

    // Behind what waits for the account's profile.
    private <T> T inTurn(String operation, Account account, Function<Profile, T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        if (!profiles.loader().whenHeld(account, false, profile -> done.complete(work.apply(profile)))) {
            throw new StoreUnavailable(operation, new IllegalStateException("too much waits for profiles"));
        }
        try {
            return done.get(WRITE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable(operation, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new StoreUnavailable(operation, e);
        }
    }

    // Those of logins that were odd enough by themselves to open a case; never one that the account is at home at:
    // others log in through a carrier's network, too.
    private List<Address> usedByThief(Incident incident, Instant now) {
        return logins(incident.account()).stream()
                .filter(login -> !login.at().isBefore(incident.opened()))
                .filter(login -> Risk.of(login.judgement().found()).score() >= opensAt.opensAt())
                .flatMap(login -> login.origin().address().stream())
                .filter(address -> !atHome(incident.account(), address, now))
                .distinct()
                .toList();
    }

    // With those of this moment: whoever has just logged in looks for it.
    private List<Judged> latest(Account account) {
        inTurn("read logins", account, profile -> true);
        log.flush();
        return log.logins(account, MOST_LOGINS);
    }

    private List<Judged> logins(Account account) {
        return latest(account).stream()
                .filter(judged -> judged.event() instanceof Login)
                .toList();
    }

    private boolean atHome(Account account, Address address, Instant now) {
        return profiles.tell(account, profile -> profile.knows(Trait.NETWORK, Keys.of(address.network()), now))
                .orElse(false);
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
        return (int) logins(account).stream()
                .filter(login -> login.event() instanceof Login one
                        && one.accepted()
                        && !one.at().isBefore(from))
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
        return LoginRecord.of(latest(account)).stream().limit(limit).toList();
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
