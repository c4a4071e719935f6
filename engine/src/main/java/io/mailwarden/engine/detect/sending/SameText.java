package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Texts;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Nearly the same text in several messages to more recipients than the account ever sent one text to in a day, known or
 * not: what a lateral phisher does (Ho and others 2019: more than half of them write to the account's own contacts).
 * Texts are near when their 64-bit marks differ in at most 10 bits, which a word in twenty changes. See {@link SendingLimit} for limit and score; the
 * limit after a login at risk is the least at once, since a thief sends his text as often as he can.
 *
 * <p>It counts with no other sign of volume: a mail merge is both, and one thing.
 *
 * <p>Silent for one message to many, for a thread that goes back and forth between the same people, and for texts of
 * fewer than 20 words.
 */
final class SameText implements Detector {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int FEWEST_MESSAGES = 3;

    // The least risk that counts: takeover.each-stream.
    private static final double LEAST_RISK = 0.25;
    private static final double HIGHEST_SCORE = 0.8;

    private final SendingConfig config;
    private final SendingConfig atRisk;

    SameText(HabitConfig config) {
        this.config = config.over(DAY);
        int least = Math.min(config.least(), config.most());
        atRisk = new SendingConfig(least, least, DAY, 1);
    }

    @Override
    public String type() {
        return "same-text";
    }

    @Override
    public String finds() {
        return "nearly the same text to many";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.CONTENT, Evidence.VOLUME);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        var mark = sighting.message().content().fingerprint();
        if (mark.isEmpty()) {
            return Optional.empty();
        }
        Texts.Copies copies = profile.sent().copies(mark.getAsLong(), sighting.at());
        boolean risky = SendingLimit.counted(sighting, profile).score() >= LEAST_RISK;
        SendingLimit limit = SendingLimit.of(
                risky ? atRisk : config,
                profile.sent().usualCopies(sighting.at()),
                SendingLimit.counted(sighting, profile));
        return copies.messages() >= FEWEST_MESSAGES && limit.exceededBy(copies.recipients())
                ? Optional.of(found(
                        Severity.SUSPECTED,
                        Math.min(HIGHEST_SCORE, limit.score(copies.recipients())),
                        limit.explain(copies.recipients(), "recipients of nearly the same text")))
                : Optional.empty();
    }
}
