package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Message.Attachment;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Shape;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.profile.habit.Typical;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An attachment of a risky kind that the account never sends, or a message far larger than usual. Weak, since people do
 * such things: score 0.25 for the attachment, 0.15 for the size. Silent until the account has sent enough.
 */
final class OddMessage implements Detector {

    private static final double RISKY_SCORE = 0.25;
    private static final double LARGE_SCORE = 0.15;
    private static final int FEWEST_SEEN = 30;

    // In powers of two: sizes within a factor of two of the usual one are no deviation at all.
    private static final double LEAST_SPREAD = 1;

    private final OddMessageConfig config;
    private final Set<String> risky;

    OddMessage(OddMessageConfig config) {
        this.config = config;
        risky = Set.copyOf(config.riskyTypes());
    }

    @Override
    public String type() {
        return "odd-message";
    }

    @Override
    public String finds() {
        return "sizes or attachments that do not fit; weak alone";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.CONTENT);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        if (!profile.sent().mature(sighting.at())) {
            return Optional.empty();
        }
        for (Attachment attachment : sighting.message().content().attachments()) {
            String kind = ending(attachment);
            if (risky.contains(kind) && !profile.knows(Trait.ATTACHMENT, Keys.of(attachment), sighting.at())) {
                return Optional.of(found(
                        Severity.SUSPECTED,
                        RISKY_SCORE,
                        Explanation.of("an attachment of kind %s, which the account never sent", kind)));
            }
        }
        return large(sighting, profile.sent().typical());
    }

    private Optional<Anomaly> large(MessageSighting sighting, Typical typical) {
        double size = sighting.shape().quantities()[Shape.BYTES];
        if (typical.seen() < FEWEST_SEEN || typical.deviation(Shape.BYTES, size, LEAST_SPREAD) <= config.deviations()) {
            return Optional.empty();
        }
        return Optional.of(found(
                Severity.SUSPECTED,
                LARGE_SCORE,
                Explanation.of(
                        "a message of %,d kB, %s times its usual size",
                        Math.max(1, sighting.message().content().bytes() / 1000),
                        Explanation.times(Math.pow(2, size - typical.mean(Shape.BYTES))))));
    }

    private static String ending(Attachment attachment) {
        return attachment
                .name()
                .substring(attachment.name().lastIndexOf('.') + 1)
                .toLowerCase(Locale.ROOT);
    }
}
