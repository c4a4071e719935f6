package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Habits;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.profile.habit.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The first login from a country, for an account whose countries are known; an account without habits is measured by
 * those of all, and 0.2 is the score of its very first login, 0.35 that of a later one. After three logins on two days,
 * all from one country, it is measured by these, whoever else is there: 0.35. Score: 0.5, travel being more
 * common than theft; 0.3 from a data centre or an anonymizer, whose country is not its user's. (Check Point and BuffaLogs
 * count it as suspected too; neither publishes how often it is wrong.)
 *
 * <p>What speaks for the owner lowers it, so that the login alone opens no incident: his program ({@link KnownHand}), and a
 * provider that he uses, such as a company's own network, which in open data 19 % of owners' first logins from a country
 * have and 4 % of thieves' (docs/detection.md). So does a place at most 1500 km from the last one, where 35 % of those of
 * owners come from and 12 % of those of thieves, but less: to 0.7. What was lowered already is lowered no further, and what
 * hides its place is near nothing. That somebody often travels does not: the ratio is 1. A network from which
 * it logged in {@value #AT_HOME} times, faded, is no journey: the database moved it, and not the owner.
 */
final class NewCountry implements Detector {

    private static final double SCORE = 0.5;
    private static final double HIDDEN_SCORE = 0.3;
    private static final double ELSEWHERE_SCORE = 0.35;
    private static final double FIRST_SCORE = 0.2;
    // However long ago: silence moves nobody.
    private static final int SOME = 3;
    // By its second day.
    private static final Duration HALF_A_DAY = Duration.ofHours(12);
    private static final double AT_HOME = 5;
    private static final int NAMED = 3;
    private static final double KNOWN_PROVIDER = 0.6;
    private static final double NEAR_KM = 1500;
    private static final double NEAR = 0.7;

    @Override
    public String type() {
        return "new-country";
    }

    @Override
    public String finds() {
        return "the first login from a country, for an account whose countries are known; for a new one, from where"
                + " hardly anybody here logs in, or from another than the only one of its first logins";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.PLACE);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        if (sighting.origin().placeVouched()
                || moved(sighting, profile)
                || sighting.footprint().country() == 0
                || profile.habits()
                                .daysSince(Trait.COUNTRY, sighting.footprint().country(), sighting.at())
                        >= 0) {
            return Optional.empty();
        }
        return profile.known(sighting.at()) ? byHabit(sighting, profile) : byHouse(sighting, profile);
    }

    // Each login that was learned as a whole counts once for its network and once for its country: fewer countries than
    // networks are left where somebody only vouched for a place, and its country stayed strange.
    private static boolean moved(LoginSighting sighting, Profile profile) {
        Habits habits = profile.habits();
        Instant at = sighting.at();
        return habits.weight(Trait.NETWORK, sighting.footprint().network(), at) >= AT_HOME
                && habits.total(Trait.COUNTRY, at) + 1 > habits.total(Trait.NETWORK, at);
    }

    // A new account has no habits, but those it works with do: who was at home yesterday, and is today where nobody
    // else is, travels or was stolen. Who always was there may have been hired there.
    private Optional<Anomaly> byHouse(LoginSighting sighting, Profile profile) {
        boolean foreign = Unfamiliar.foreignCountry(sighting);
        if (!foreign && !livedInOne(profile)) {
            return Optional.empty();
        }
        boolean elsewhere = profile.habits().distinct(Trait.COUNTRY) > 0;
        return Optional.of(found(
                Severity.SUSPECTED,
                elsewhere
                        ? KnownHand.lowered(Math.min(ELSEWHERE_SCORE, score(sighting)), sighting, profile)
                        : FIRST_SCORE,
                Explanation.of(
                        "login from %s of an account that is new: %s; %s%s",
                        sighting.origin().country().orElse(""),
                        sighting.origin().words(),
                        foreign
                                ? "hardly anybody here logs in from there"
                                : "until now from " + usual(sighting, profile),
                        elsewhere ? KnownHand.words(sighting, profile) : "")));
    }

    // Few logins tell where an account is at home: in open data 1.5 % of those who logged in three to nine times, all
    // from one country, come from another next, and 89 % of thieves (docs/detection.md).
    private static boolean livedInOne(Profile profile) {
        return profile.habits().distinct(Trait.COUNTRY) == 1
                && profile.learnedLogins() >= SOME
                && livedFor(HALF_A_DAY, profile);
    }

    private static boolean livedFor(Duration time, Profile profile) {
        return profile.firstSeen()
                .flatMap(
                        first -> profile.lastTrusted().filter(last -> !last.at().isBefore(first.plus(time))))
                .isPresent();
    }

    private static double score(LoginSighting sighting) {
        return sighting.origin().kind().hidesPlace() ? HIDDEN_SCORE : SCORE;
    }

    private Optional<Anomaly> byHabit(LoginSighting sighting, Profile profile) {
        if (profile.habits().distinct(Trait.COUNTRY) == 0) {
            return Optional.empty();
        }
        return Optional.of(found(
                Severity.SUSPECTED,
                lowered(sighting, profile),
                Explanation.of(
                        "first login from this country, %s; until now from %s%s%s",
                        Unfamiliar.place(sighting),
                        usual(sighting, profile),
                        KnownHand.words(sighting, profile),
                        spoken(sighting, profile))));
    }

    private static String spoken(LoginSighting sighting, Profile profile) {
        if (!Unfamiliar.newProvider(sighting, profile)) {
            return "; its provider speaks for the owner";
        }
        return near(sighting, profile) ? "; near where it was last" : "";
    }

    private double lowered(LoginSighting sighting, Profile profile) {
        double score = KnownHand.lowered(score(sighting), sighting, profile);
        if (!Unfamiliar.newProvider(sighting, profile)) {
            score *= KNOWN_PROVIDER;
        } else if (near(sighting, profile)) {
            score *= NEAR;
        }
        return KnownHand.asBefore(score, type(), sighting, profile);
    }

    // What the program lowered already is lowered no further: a login that weighs less than 0.25 is learned at once.
    private static boolean near(LoginSighting sighting, Profile profile) {
        Whereabouts here = Whereabouts.of(sighting.at(), sighting.origin());
        return !here.kind().hidesPlace()
                && !KnownHand.speaks(sighting, profile)
                && profile.lastTrusted()
                        .filter(last -> last.mostKilometresTo(here) <= NEAR_KM)
                        .isPresent();
    }

    private static String usual(LoginSighting sighting, Profile profile) {
        double all = profile.habits().total(Trait.COUNTRY, sighting.at());
        return profile.habits().mostUsed(Trait.COUNTRY, sighting.at()).stream()
                .limit(NAMED)
                .map(country -> Explanation.of(
                                "%s (%.0f %%)",
                                sighting.organisation().name(Trait.COUNTRY, country), 100 * country.weight() / all)
                        .text())
                .collect(Collectors.joining(", "));
    }
}
