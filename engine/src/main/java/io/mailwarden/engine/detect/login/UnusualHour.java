package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import java.util.Optional;
import java.util.Set;

/**
 * A login at an hour at which the account, two hours either way, is practically never used. Score 0.2 from an
 * unfamiliar network. From a familiar one 0.1: whoever misuses a colleague's desk at night comes from there and must
 * leave a trace, but far more often somebody works late, and 0.1 joins with nothing. A client that polls round the
 * clock has no unusual hour. Silent while learning.
 */
final class UnusualHour implements Detector {

    private static final int AROUND_HOURS = 2;
    private static final double SCORE = 0.2;
    private static final double FAMILIAR_SCORE = 0.1;
    private static final double USUAL_SHARE = 0.02;

    private final UnusualHourConfig config;

    UnusualHour(UnusualHourConfig config) {
        this.config = config;
    }

    @Override
    public String type() {
        return "unusual-hour";
    }

    @Override
    public String finds() {
        return "a login at an hour that does not fit; weak alone";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.TIME);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        if (!profile.mature(sighting.at()) || profile.rhythm().uses() < config.logins()) {
            return Optional.empty();
        }
        int hour = sighting.footprint().hour();
        double share = profile.rhythm().shareAround(hour, AROUND_HOURS);
        if (share >= config.share()) {
            return Optional.empty();
        }
        return Optional.of(found(
                Severity.SUSPECTED,
                Unfamiliar.newPlace(sighting, profile) ? SCORE : FAMILIAR_SCORE,
                Explanation.of(
                        "login at %02d:00 UTC, when it hardly ever does (%.1f %% of its logins, limit %.1f %%); usual:"
                                + " %s h",
                        hour,
                        100 * share,
                        100 * config.share(),
                        profile.rhythm().usualHours(USUAL_SHARE))));
    }
}
