package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import java.util.Optional;
import java.util.Set;

/** More messages in a short time than the account ever sends; see {@link SendingLimit} for limit and score. */
final class SubmissionBurst implements Detector {

    private final SendingConfig config;

    SubmissionBurst(SendingConfig config) {
        this.config = config;
    }

    @Override
    public String type() {
        return "submission-burst";
    }

    @Override
    public String finds() {
        return "more messages within minutes than the account ever sends";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.VOLUME);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        long count = profile.sent().messages(sighting.at());
        SendingLimit limit = SendingLimit.of(
                config, profile.sent().usualMessages(sighting.at()), SendingLimit.counted(sighting, profile));
        return limit.exceededBy(count)
                ? Optional.of(found(
                        Severity.SUSPECTED,
                        SendingLimit.among(profile.sent().within(config.window(), sighting.at()), limit.score(count)),
                        limit.explain(count, "messages")))
                : Optional.empty();
    }
}
