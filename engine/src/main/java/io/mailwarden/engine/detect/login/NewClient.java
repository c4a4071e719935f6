package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.ClientSighting;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.Evidence.Stream;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Habits;
import io.mailwarden.engine.profile.habit.Trait;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A client program that the account never used, on a system that it never used where both are told. Score 0.2: people
 * buy phones, and BuffaLogs ships its own rule switched off. Silent on known networks, and where the client only names
 * its own address. A client that tells its name after its login counts while an anomalous login stands: what is not
 * told then is where it came from.
 *
 * <p>Score 0.1 for one that does not name itself, submitting mail of an account whose programs always did: by the
 * User-Agent of what it sends that is so at 1 % of owners' first logins from a provider and at 70 % of thieves'
 * (docs/detection.md), but a login tells EHLO alone, where Thunderbird gives an address, and who takes it to a café is no
 * thief.
 */
final class NewClient implements Detector {

    private static final double SCORE = 0.2;
    private static final double UNNAMED_SCORE = 0.1;
    // Logins, faded: whose programs named themselves so often, always do.
    private static final double ENOUGH = 5;

    @Override
    public String type() {
        return "new-client";
    }

    @Override
    public String finds() {
        return "a program that the account never used, or one that does not name itself where all before did; weak alone";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.CLIENT);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        if (!Unfamiliar.here(sighting, profile)) {
            return Optional.empty();
        }
        return sighting.footprint().isUnnamed()
                ? unnamed(sighting, profile)
                : unknown(sighting.client(), sighting.footprint(), sighting.at(), profile);
    }

    private Optional<Anomaly> unnamed(LoginSighting sighting, Profile profile) {
        Habits habits = profile.habits();
        return habits.total(Trait.FAMILY, sighting.at()) >= ENOUGH
                        && never(Trait.FAMILY, sighting.footprint().family(), sighting.at(), habits)
                ? Optional.of(found(
                        Severity.SUSPECTED,
                        UNNAMED_SCORE,
                        Explanation.of(
                                "first submission by a program that does not name itself; until now the account used %s",
                                Explanation.count(
                                        habits.distinct(Trait.FAMILY), "program that does", "programs that do"))))
                : Optional.empty();
    }

    @Override
    public Optional<Anomaly> onClient(ClientSighting sighting, Profile profile) {
        return profile.mature(sighting.at())
                        && profile.standing(sighting.at()).stream().anyMatch(one -> one.of(Stream.LOGIN))
                ? unknown(sighting.seen().client(), sighting.footprint(), sighting.at(), profile)
                : Optional.empty();
    }

    private Optional<Anomaly> unknown(Client client, Footprint footprint, Instant at, Profile profile) {
        return isNews(client, footprint, at, profile)
                ? Optional.of(found(
                        Severity.SUSPECTED,
                        SCORE,
                        Explanation.of(
                                "first login with %s; until now the account used %s",
                                client,
                                Explanation.count(
                                        profile.habits().distinct(Trait.FAMILY), "other program", "other programs"))))
                : Optional.empty();
    }

    /** Whether it names itself and the account never used it, on a system that it never used where both are told. */
    static boolean isNews(Client client, Footprint footprint, Instant at, Profile profile) {
        return namesItself(client)
                && never(Trait.FAMILY, footprint.family(), at, profile.habits())
                && (footprint.system() == 0
                        || profile.habits().distinct(Trait.SYSTEM) == 0
                        || never(Trait.SYSTEM, footprint.system(), at, profile.habits()));
    }

    private static boolean never(Trait trait, long key, Instant at, Habits habits) {
        return key != 0 && habits.distinct(trait) > 0 && habits.daysSince(trait, key, at) < 0;
    }

    /**
     * Whether it tells a name: in EHLO many clients tell their own, changing address in brackets instead (RFC 5321).
     */
    static boolean namesItself(Client client) {
        return client.isKnown() && client.family().charAt(0) != '[';
    }
}
