package io.mailwarden.engine.review;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.StoreUnavailable;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.incident.Page;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.Keys;
import io.mailwarden.engine.profile.LoginHistory;
import io.mailwarden.engine.profile.LoginRecord;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.SendingLog;
import io.mailwarden.engine.profile.Trait;
import io.mailwarden.engine.response.HeldMail;
import io.mailwarden.engine.response.HeldMessage;
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
 * @param mode of the policy, lower case
 * @param counts what the engine has counted
 * @param profiles of the accounts
 * @param logins their latest logins
 * @param incidents the cases
 * @param origins what is known of addresses
 * @param held the mail that waits
 * @param alarms what is wrong with Mailwarden itself
 * @param clock the time
 */
public record LiveReview(
        String mode,
        Counts counts,
        Profiles profiles,
        LoginHistory logins,
        Incidents incidents,
        OriginLookup origins,
        HeldMail held,
        Alarms alarms,
        Clock clock)
        implements Review {

    private static final int NAMED = 10;

    @Override
    public Overview overview() {
        return new Overview(
                mode,
                counts.since(),
                counts.events().all(),
                counts.verdicts().all(),
                counts.anomalies().all(),
                openIncidents(),
                heldCount(),
                profiles.count(),
                counts.cannotTell().all().values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                origins.knowledge(),
                alarms.standing());
    }

    private Map<String, Long> openIncidents() {
        Map<String, Long> open = new HashMap<>();
        for (Severity severity : Severity.values()) {
            open.put(severity.label(), incidents.countOpen(severity));
        }
        return open;
    }

    private long heldCount() {
        try {
            return held.count();
        } catch (StoreUnavailable e) {
            alarms.raise("held-mail", "the repository of held mail cannot be reached", e);
            return -1;
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

    // With the account's profile held: an event that is judged at this moment must not bring the old state back.
    private boolean become(String incidentId, IncidentState next) {
        Optional<Account> account = incidents.find(incidentId).map(Incident::account);
        if (account.isEmpty()) {
            return false;
        }
        Profile profile = profiles.of(account.get());
        synchronized (profile) {
            Optional<Incident> changed = incidents.become(incidentId, next);
            if (changed.isPresent() && next == IncidentState.DISMISSED) {
                profile.trust();
            } else if (changed.isPresent()) {
                burnAddresses(changed.get(), profile);
            }
            return changed.isPresent();
        }
    }

    // Those that the thief used, never one that the account is at home at.
    private void burnAddresses(Incident incident, Profile profile) {
        Instant now = clock.instant();
        logins.latest(incident.account(), Integer.MAX_VALUE).stream()
                .filter(login -> !login.anomalies().isEmpty() && !login.at().isBefore(incident.opened()))
                .flatMap(login -> login.address().flatMap(Address::parse).stream())
                .filter(address -> !profile.knows(Trait.NETWORK, Keys.of(address.network()), now))
                .distinct()
                .forEach(address -> origins.burn(address, "used in the confirmed incident " + incident.id(), now));
    }

    @Override
    public Optional<AccountReport> account(Account account) {
        Instant now = clock.instant();
        return profiles.known(account).map(profile -> {
            synchronized (profile) {
                return report(account, profile, now);
            }
        });
    }

    private AccountReport report(Account account, Profile profile, Instant now) {
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
                logins.countriesInDay(account, now),
                incident.map(Incident::id));
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
        return logins.latest(account, limit);
    }

    @Override
    public List<HeldMessage> held(Optional<Account> account, int limit) {
        return held.list(account, limit);
    }

    @Override
    public boolean release(String heldId) {
        return held.release(heldId);
    }

    @Override
    public boolean delete(String heldId) {
        return held.delete(heldId);
    }
}
