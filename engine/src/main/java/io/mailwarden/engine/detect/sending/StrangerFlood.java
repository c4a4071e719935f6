package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.SendingProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * So many strangers that it holds whoever sends it and from wherever: some times the larger of the limit for a day and
 * of the account's own highest, more than two weeks ago; within 24 hours, and within seven days, so that who stays below
 * each day's limit is found, too, by half of what it ever did in seven; or as many messages to strangers alone within 24 hours, by the limit for those. A stranger is to whom
 * nobody here ever wrote, of whatever domain: where thousands share one, they are no colleagues. Each counts once. Critical by itself.
 * Score: 1 - 0.5 / times, as {@link SendingLimit} has it at so many times a limit.
 *
 * <p>Silent while neither the account's habits are known nor the organisation's, which measure an account that is new.
 */
final class StrangerFlood implements Detector {

    private static final Duration DAY = Duration.ofDays(1);

    // Who does ten times as much on a day does not do so all week.
    private static final double OF_A_WEEK = 0.5;

    private final SlowDripConfig limits;
    private final double times;

    StrangerFlood(SlowDripConfig limits, StrangerFloodConfig config) {
        this.limits = limits;
        times = config.times();
    }

    @Override
    public String type() {
        return "stranger-flood";
    }

    @Override
    public String finds() {
        return "many times more strangers within seven days, or messages to strangers alone in a day, than the account "
                + "ever wrote to; critical";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.VOLUME, Evidence.RECIPIENTS);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        if (sighting.novelty().strangers() == 0 || !Newcomer.measured(sighting, profile)) {
            return Optional.empty();
        }
        SendingProfile sending = profile.sent();
        Instant at = sighting.at();
        long week = sending.strangersInWeek(at);
        // Messages to those who are new to the account only are not counted: they may be customers of the house.
        long messages = Math.min(sending.within(DAY, at).strange(), week);
        double usualWeek = sending.usualStrangersInWeek(at) * OF_A_WEEK;
        return exceeds(week, "strangers within seven days", limits.strangers(), usualWeek)
                .or(() -> exceeds(
                        sending.strangersInDay(at),
                        "strangers within a day",
                        limits.strangers(),
                        sending.usualStrangers(at)))
                .or(() -> exceeds(
                        messages,
                        "messages to strangers alone within a day",
                        limits.strange(),
                        sending.usualStrangeInDay(at)));
    }

    private Optional<Anomaly> exceeds(long count, String what, int limit, double usual) {
        double ceiling = Math.floor(times * Math.max(limit, usual));
        return count <= ceiling
                ? Optional.empty()
                : Optional.of(found(
                        Severity.CRITICAL,
                        1 - 0.5 / times,
                        Explanation.of(
                                "%,d %s (critical above %,.0f; its own highest so far %,.0f)",
                                count, what, ceiling, usual)));
    }
}
