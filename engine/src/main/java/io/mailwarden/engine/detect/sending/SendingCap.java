package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.SendingLog;
import io.mailwarden.engine.profile.habit.SendingProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * More than the hard caps allow in a minute, an hour or a day; whose habit comes near a cap, such as the owner of a
 * newsletter, is measured by that. What a minute usually holds is not remembered: the highest of a burst window or of
 * an hour stands for it. It counts with no other sign of volume or recipients: those are the same messages. It fires
 * while learning too.
 *
 * <p>Score: 1 - cap / count, so 0 at the cap, half at twice and 0.8 at five times it: a developer who sends a series of
 * forty patches within a minute passes a provider's cap, and no incident opens.
 */
final class SendingCap implements Detector {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final SendingCapConfig config;

    SendingCap(SendingCapConfig config) {
        this.config = config;
    }

    @Override
    public String type() {
        return "sending-cap";
    }

    @Override
    public String finds() {
        return "more messages or recipients than the caps for a minute, an hour or a day";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.VOLUME, Evidence.RECIPIENTS);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        SendingProfile sending = profile.sent();
        Instant at = sighting.at();
        var minute = sending.within(MINUTE, at);
        var hour = sending.within(HOUR, at);
        var day = sending.within(DAY, at);
        Excess most = Excess.NONE;
        if (over(config.messagesPerMinute(), minute.messages())) {
            most = worse(most, config.messagesPerMinute(), minute.messages(), sending.usualMessages(at), MINUTE);
        }
        if (over(config.messagesPerHour(), hour.messages())) {
            most = worse(most, config.messagesPerHour(), hour.messages(), sending.usualMessagesInHour(at), HOUR);
        }
        if (over(config.messagesPerDay(), day.messages())) {
            most = worse(most, config.messagesPerDay(), day.messages(), sending.usualMessagesInDay(at), DAY);
        }
        return recipients(most, profile, at);
    }

    private Optional<Anomaly> recipients(Excess messages, Profile profile, Instant at) {
        SendingProfile sending = profile.sent();
        long minute = sending.within(MINUTE, at).recipients();
        long hour = sending.within(HOUR, at).recipients();
        long day = sending.within(DAY, at).recipients();
        Excess most = Excess.NONE;
        if (over(config.recipientsPerMinute(), minute)) {
            most = worse(most, config.recipientsPerMinute(), minute, sending.usualRecipientsInHour(at), MINUTE);
        }
        if (over(config.recipientsPerHour(), hour)) {
            most = worse(most, config.recipientsPerHour(), hour, sending.usualRecipientsInHour(at), HOUR);
        }
        if (over(config.recipientsPerDay(), day)) {
            most = worse(most, config.recipientsPerDay(), day, sending.usualRecipientsInDay(at), DAY);
        }
        Excess worst = messages.score() >= most.score() ? messages : most;
        return found(worst, worst == most ? "recipients" : "messages", sending.within(worst.window(), at));
    }

    private static boolean over(int cap, long count) {
        return cap > 0 && count > cap;
    }

    private Excess worse(Excess one, int cap, long count, double usual, Duration window) {
        double limit = Math.max(cap, config.timesHabit() * usual);
        Excess other = new Excess(count, limit, usual, window);
        return other.score() > one.score() ? other : one;
    }

    private Optional<Anomaly> found(Excess excess, String what, SendingLog.Sums within) {
        return excess.score() <= 0
                ? Optional.empty()
                : Optional.of(found(
                        Severity.SUSPECTED,
                        SendingLimit.among(within, excess.score()),
                        Explanation.of(
                                "%,d %s within %s (cap %,.0f; its own highest so far %,.0f)",
                                excess.count(),
                                what,
                                Explanation.period(excess.window()),
                                Math.floor(excess.limit()),
                                excess.usual())));
    }

    /** By how much one cap was passed. */
    private record Excess(long count, double limit, double usual, Duration window) {

        private static final Excess NONE = new Excess(0, 1, 0, MINUTE);

        double score() {
            return count <= limit ? 0 : 1 - limit / count;
        }
    }
}
