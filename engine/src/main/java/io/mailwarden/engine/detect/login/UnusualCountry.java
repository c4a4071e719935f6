package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Trait;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A login from a country that the account knows but did not use for long, as BuffaLogs' atypical country. Score 0.25,
 * half of a new one: who was there once goes there again. 0.05 from a network that it used there: it is told, and joins
 * with nothing, for hardly a thief has the owner's second home. Silent when the account was silent itself for so long
 * (the dormant-account detector looks at that), and while learning.
 */
final class UnusualCountry implements Detector {

    private static final double SCORE = 0.25;
    private static final double HIDDEN_SCORE = 0.15;
    private static final double KNOWN_NETWORK_SCORE = 0.05;

    private final UnusualCountryConfig config;

    UnusualCountry(UnusualCountryConfig config) {
        this.config = config;
    }

    @Override
    public String type() {
        return "unusual-country";
    }

    @Override
    public String finds() {
        return "a login from a country that the account knows but did not use for long";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.PLACE);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        if (sighting.origin().placeVouched()
                || !profile.known(sighting.at())
                || sighting.footprint().country() == 0) {
            return Optional.empty();
        }
        int days =
                profile.habits().daysSince(Trait.COUNTRY, sighting.footprint().country(), sighting.at());
        if (days < config.notSeenFor().toDays() || silent(sighting, profile)) {
            return Optional.empty();
        }
        return Optional.of(found(
                Severity.SUSPECTED,
                score(sighting, profile),
                Explanation.of(
                        "login from %s, a country that it did not use for %d days (limit %s)%s",
                        Unfamiliar.place(sighting),
                        days,
                        Explanation.period(config.notSeenFor()),
                        Unfamiliar.newPlace(sighting, profile) ? KnownHand.words(sighting, profile) : "")));
    }

    private static double score(LoginSighting sighting, Profile profile) {
        if (!Unfamiliar.newPlace(sighting, profile)) {
            return KNOWN_NETWORK_SCORE;
        }
        double score = sighting.origin().kind().hidesPlace() ? HIDDEN_SCORE : SCORE;
        return KnownHand.lowered(score, sighting, profile);
    }

    private boolean silent(LoginSighting sighting, Profile profile) {
        Duration silence = profile.silence(sighting.at()).orElse(Duration.ZERO);
        return silence.compareTo(config.notSeenFor()) >= 0;
    }
}
