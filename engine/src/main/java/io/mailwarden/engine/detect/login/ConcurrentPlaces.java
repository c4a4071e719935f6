package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Whereabouts;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An account that is used by turns from its usual place and from one far away: abroad, at home, and abroad again within
 * the hour. Nobody is at both; a traveller is seen at home once and not between. Score 0.5: gateways
 * that change countries do the same. Found in the login from abroad, so that it does not speak against the owner's.
 * Silent when a place is not known or either end is a data centre or an anonymizer: whoever switches a VPN on and off
 * looks just like that.
 */
final class ConcurrentPlaces implements Detector {

    private static final double SCORE = 0.5;

    private final ConcurrentPlacesConfig config;

    ConcurrentPlaces(ConcurrentPlacesConfig config) {
        this.config = config;
    }

    @Override
    public String type() {
        return "concurrent-places";
    }

    @Override
    public String finds() {
        return "an account used here and far away within an hour";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.PLACE);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        Whereabouts before = profile.lastDoubtful().orElse(null);
        Whereabouts home = profile.lastTrusted().orElse(null);
        if (before == null
                || home == null
                || !Unfamiliar.newPlace(sighting, profile)
                || !turns(before, home, sighting.at())) {
            return Optional.empty();
        }
        Whereabouts here = Whereabouts.of(sighting.at(), sighting.origin());
        double apart = Math.min(home.leastKilometresTo(before), home.leastKilometresTo(here));
        return hidden(home) || hidden(before) || hidden(here) || !(apart >= config.minDistanceKm())
                ? Optional.empty()
                : Optional.of(found(
                        Severity.SUSPECTED,
                        KnownHand.lowered(SCORE, sighting, profile),
                        Explanation.of(
                                "in %s, then in %s, then in %s, all within %s: at least %,.0f km apart (limit %,.0f"
                                        + " km)%s",
                                before.name(),
                                home.name(),
                                here.name(),
                                Explanation.period(config.window()),
                                apart,
                                config.minDistanceKm(),
                                KnownHand.words(sighting, profile))));
    }

    private boolean turns(Whereabouts before, Whereabouts home, Instant now) {
        return before.at().isBefore(home.at())
                && !home.at().isAfter(now)
                && !before.at().plus(config.window()).isBefore(now);
    }

    private static boolean hidden(Whereabouts where) {
        return where.safe() || where.kind().hidesPlace();
    }
}
