package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.Risk;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.SendingLog;
import io.mailwarden.engine.profile.habit.SendingProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * More messages, messages to strangers alone, or strangers in 24 hours than the account ever has in a day, however
 * slowly; see {@link SendingLimit} for limit and score. Strangers are those whom nobody here knows, and the habit of
 * writing to them grows from what is weeks old, so that nobody outgrows it from one day to the next. It counts with no other sign of volume or recipients: those are the same
 * messages.
 */
final class SlowDrip implements Detector {

    private static final Duration DAY = Duration.ofDays(1);

    private final SendingConfig messages;
    private final SendingConfig strange;
    private final SendingConfig people;

    SlowDrip(SlowDripConfig config) {
        messages = new SendingConfig(config.messages(), config.leastMessages(), DAY, config.timesHabit());
        strange = new SendingConfig(config.strange(), config.leastStrange(), DAY, config.timesHabit());
        people = new SendingConfig(config.strangers(), config.leastStrangers(), DAY, config.timesHabit());
    }

    @Override
    public String type() {
        return "slow-drip";
    }

    @Override
    public String finds() {
        return "more messages, messages to strangers alone, or strangers in a day than the account ever sends, however slowly";
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
        return people(sighting, profile, risk).or(() -> all(day, sending, sighting, risk));
    }

    // However many messages: who writes one to a thousand people drips no less.
    private Optional<Anomaly> people(MessageSighting sighting, Profile profile, Risk risk) {
        SendingProfile sending = profile.sent();
        Instant at = sighting.at();
        if (sighting.novelty().strangers() == 0 || !Newcomer.measured(sighting, profile)) {
            return Optional.empty();
        }
        long count = sending.strangersInDay(at);
        SendingLimit limit =
                SendingLimit.growing(people, sending.usualStrangers(at), sending.strangersLastWeek(at), risk);
        return limit.exceededBy(count)
                ? found(
                        limit,
                        SendingLimit.besideKnown(sending.within(DAY, at), limit.score(count)),
                        count,
                        "strangers")
                : Optional.empty();
    }

    private Optional<Anomaly> all(SendingLog.Sums day, SendingProfile sending, MessageSighting sighting, Risk risk) {
        SendingLimit all = SendingLimit.of(messages, sending.usualMessagesInDay(sighting.at()), risk);
        return all.exceededBy(day.messages())
                ? found(all, SendingLimit.among(day, all.score(day.messages())), day.messages(), "messages")
                : Optional.empty();
    }

    private Optional<Anomaly> found(SendingLimit limit, double score, long count, String what) {
        return Optional.of(found(Severity.SUSPECTED, score, limit.explain(count, what)));
    }
}
