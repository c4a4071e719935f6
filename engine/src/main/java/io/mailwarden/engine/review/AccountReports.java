package io.mailwarden.engine.review;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.habit.SendingLog;
import io.mailwarden.engine.profile.habit.Trait;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells what is known of single accounts. Thread-safe; may wait for the store. */
final class AccountReports {

    private static final int NAMED = 10;

    private final Profiles profiles;
    private final AccountLog log;
    private final Incidents incidents;
    private final Clock clock;

    AccountReports(AccountLog log, Profiles profiles, Incidents incidents, Clock clock) {
        this.log = log;
        this.profiles = profiles;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** As {@link Review#account}. */
    Optional<AccountReport> of(Account account) {
        Instant now = clock.instant();
        // Read before the profile is held: a client may be waiting for it.
        int countries = countriesInDay(account, now);
        return profiles.tell(account, profile -> report(account, profile, countries, now));
    }

    /** As {@link Review#logins}. */
    List<LoginRecord> logins(Account account, int limit) {
        return LoginRecord.of(log.latest(account)).stream().limit(limit).toList();
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
                names(account, profile, Trait.COUNTRY, now),
                names(account, profile, Trait.FAMILY, now),
                new AccountReport.Day(day.messages(), day.recipients(), countries),
                incident.map(Incident::id));
    }

    private int countriesInDay(Account account, Instant now) {
        Instant from = now.minus(Duration.ofDays(1));
        return (int) log.logins(account).stream()
                .filter(login -> !login.at().isBefore(from)
                        && login.event().login().filter(Login::accepted).isPresent())
                .flatMap(login -> login.origin().country().stream())
                .distinct()
                .count();
    }

    private List<String> names(Account account, Profile profile, Trait trait, Instant now) {
        return profile.habits().mostUsed(trait, now).stream()
                .map(habit -> profiles.organisations().of(account).name(trait, habit))
                .filter(name -> !name.isEmpty())
                .limit(NAMED)
                .toList();
    }
}
