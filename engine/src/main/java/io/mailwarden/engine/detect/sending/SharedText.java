package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Texts;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Several accounts of one organisation that send nearly the same text within an hour, each with several messages to several people: one
 * hand drives them (COMPA, Egele and others 2013: similar messages of many accounts). Score 0.5, and as far beyond as
 * there are more accounts: 1 - 0.5 x limit / accounts. Silent for a text that unsuspicious mail carried a day ago:
 * disclaimers and templates of the house.
 */
final class SharedText implements Detector {

    private static final int FEWEST_MESSAGES = 3;
    private static final double HIGHEST_SCORE = 0.8;

    private final SharedTextConfig config;

    SharedText(SharedTextConfig config) {
        this.config = config;
    }

    @Override
    public String type() {
        return "shared-text";
    }

    @Override
    public String finds() {
        return "nearly the same text from several accounts of the organisation";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.CONTENT);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        OptionalLong mark = sighting.message().content().fingerprint();
        if (mark.isEmpty()) {
            return Optional.empty();
        }
        Texts.Copies copies = profile.sent().copies(mark.getAsLong(), sighting.at());
        if (copies.messages() < FEWEST_MESSAGES || copies.recipients() < config.recipients()) {
            return Optional.empty();
        }
        int accounts = sighting.organisation().senders(mark.getAsLong(), sighting.at());
        return accounts < config.accounts()
                ? Optional.empty()
                : Optional.of(found(
                        Severity.SUSPECTED,
                        Math.min(HIGHEST_SCORE, 1 - 0.5 * config.accounts() / accounts),
                        Explanation.of(
                                "%d accounts sent nearly the same text within an hour (limit %d), this one to %d"
                                        + " people",
                                accounts, config.accounts(), copies.recipients())));
    }
}
