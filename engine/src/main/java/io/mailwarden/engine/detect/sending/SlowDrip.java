package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.Risk;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.SendingProfile;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * More messages, or messages to strangers alone, in 24 hours than the account ever has in a day, however slowly; see
 * {@link SendingLimit} for limit and score. It counts with no other sign of volume or recipients: those are the same
 * messages.
 */
final class SlowDrip implements Detector {

    private static final Duration DAY = Duration.ofDays(1);

    private final SendingConfig messages;
    private final SendingConfig strange;

    SlowDrip(SlowDripConfig config) {
        messages = new SendingConfig(config.messages(), config.leastMessages(), DAY, config.timesHabit());
        strange = new SendingConfig(config.strange(), config.leastStrange(), DAY, config.timesHabit());
    }

    @Override
    public String type() {
        return "slow-drip";
    }

    @Override
    public String finds() {
        return "more messages, or messages to strangers alone, in a day than the account ever sends, however slowly";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.VOLUME, Evidence.RECIPIENTS);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        SendingProfile sending = profile.sent();
        var day = sending.within(DAY, sighting.at());
        Risk risk = SendingLimit.counted(sighting, profile);
        SendingLimit strangers = SendingLimit.of(strange, sending.usualStrangeInDay(sighting.at()), risk);
        if (sighting.novelty().toStrangers() && sending.known(sighting.at()) && strangers.exceededBy(day.strange())) {
            return found(strangers, strangers.score(day.strange()), day.strange(), "messages to strangers alone");
        }
        SendingLimit all = SendingLimit.of(messages, sending.usualMessagesInDay(sighting.at()), risk);
        return all.exceededBy(day.messages())
                ? found(all, SendingLimit.among(day, all.score(day.messages())), day.messages(), "messages")
                : Optional.empty();
    }

    private Optional<Anomaly> found(SendingLimit limit, double score, long count, String what) {
        return Optional.of(found(Severity.SUSPECTED, score, limit.explain(count, what)));
    }
}
