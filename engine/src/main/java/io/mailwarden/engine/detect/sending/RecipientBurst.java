package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * More recipients in an hour than the account ever has, known or not; see {@link SendingLimit} for limit and score.
 * Recipients count for each message, as Exchange Online counts them. It counts with no other sign of volume or
 * recipients: one first newsletter is not two independent signs.
 */
final class RecipientBurst implements Detector {

    private static final Duration HOUR = Duration.ofHours(1);

    private final SendingConfig config;

    RecipientBurst(HabitConfig config) {
        this.config = config.over(HOUR);
    }

    @Override
    public String type() {
        return "recipient-burst";
    }

    @Override
    public String finds() {
        return "more recipients within an hour than the account ever has";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.VOLUME, Evidence.RECIPIENTS);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        var hour = profile.sent().within(HOUR, sighting.at());
        long count = hour.recipients();
        SendingLimit limit = SendingLimit.of(
                config, profile.sent().usualRecipientsInHour(sighting.at()), SendingLimit.counted(sighting, profile));
        return limit.exceededBy(count)
                ? Optional.of(found(
                        Severity.SUSPECTED,
                        SendingLimit.among(hour, limit.score(count)),
                        limit.explain(count, "recipients")))
                : Optional.empty();
    }
}
