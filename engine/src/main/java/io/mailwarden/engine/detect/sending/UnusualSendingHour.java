package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Rhythm;
import java.util.Optional;
import java.util.Set;

/**
 * A message at an hour when the account hardly ever sends, give or take one for summer time. Weak (score 0.2): people
 * travel and lie awake.
 */
final class UnusualSendingHour implements Detector {

    private static final double SCORE = 0.2;
    private static final int EITHER_SIDE = 1;
    private static final double USUAL = 0.02;

    private final UnusualSendingHourConfig config;

    UnusualSendingHour(UnusualSendingHourConfig config) {
        this.config = config;
    }

    @Override
    public String type() {
        return "unusual-sending-hour";
    }

    @Override
    public String finds() {
        return "sending at an hour that does not fit; weak alone";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.HOUR);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        Rhythm rhythm = profile.sent().rhythm();
        int hour = sighting.shape().hour();
        if (rhythm.uses() < config.messages()
                || rhythm.shareAround(hour, EITHER_SIDE) >= config.share()
                || !profile.sent().mature(sighting.at())) {
            return Optional.empty();
        }
        return Optional.of(found(
                Severity.SUSPECTED,
                SCORE,
                Explanation.of(
                        "sent at %02d:00 UTC, when it hardly ever sends (%.1f %% of its messages, limit %.1f %%);"
                                + " usual: %s h",
                        hour,
                        100 * rhythm.shareAround(hour, EITHER_SIDE),
                        100 * config.share(),
                        rhythm.usualHours(USUAL))));
    }
}
