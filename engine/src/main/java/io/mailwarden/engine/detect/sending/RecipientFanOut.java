package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import java.util.Optional;
import java.util.Set;

/**
 * More recipients whom the account never wrote to before than it ever has; see {@link SendingLimit} for limit and
 * score.
 */
final class RecipientFanOut implements Detector {

    private final SendingConfig config;

    RecipientFanOut(SendingConfig config) {
        this.config = config;
    }

    @Override
    public String type() {
        return "recipient-fan-out";
    }

    @Override
    public String finds() {
        return "more never-seen recipients within an hour than the account ever writes to";
    }

    @Override
    public Set<Evidence> evidence() {
        // Many messages to many strangers are one sign, not two.
        return Set.of(Evidence.RECIPIENTS, Evidence.VOLUME);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        long count = profile.sent().fresh(sighting.at());
        SendingLimit limit = SendingLimit.of(
                config, profile.sent().usualFresh(sighting.at()), SendingLimit.counted(sighting, profile));
        return limit.exceededBy(count)
                ? Optional.of(found(
                        Severity.SUSPECTED,
                        SendingLimit.besideKnown(
                                profile.sent().within(config.window(), sighting.at()), limit.score(count)),
                        limit.explain(count, "never-seen recipients")))
                : Optional.empty();
    }
}
