package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.support.Require;
import java.time.Duration;

/**
 * Limits of the submission-burst or the recipient-fan-out detector: so many within the window, or so many times the
 * account's own highest, whichever is more. A login at risk lowers that, but never below the account's own highest, nor
 * below the least.
 *
 * @param most messages, or never-seen recipients, within the window that need no habit, 1 to 100 000
 * @param least whatever the risk, so much may be sent, unless the limit is lower, 1 to 100 000
 * @param window what they are counted over, 1 minute to 1 day
 * @param timesHabit how many times its own highest count of earlier windows an account may reach, 1 to 100
 */
public record SendingConfig(int most, int least, Duration window, double timesHabit) {

    public SendingConfig {
        Require.within(most, 1, 100_000, "within the window");
        Require.within(least, 1, 100_000, "within the window");
        Require.within(window, Duration.ofMinutes(1), Duration.ofDays(1));
        Require.within(timesHabit, 1, 100, "times");
    }

    /** The same limits over so many times the window, a day at most. */
    SendingConfig longer(int times) {
        Duration longer = window.multipliedBy(times);
        Duration day = Duration.ofDays(1);
        return new SendingConfig(most, least, longer.compareTo(day) < 0 ? longer : day, timesHabit);
    }

    /**
     * Shipped settings for messages: 30 in one minute is where Exchange Online stops a mailbox; 60 in ten minutes is a
     * fifth of that rate, and no person's typing. A developer on his way still sends his series of patches: 30.
     */
    public static SendingConfig burst() {
        return new SendingConfig(60, 30, Duration.ofMinutes(10), 3);
    }

    /**
     * Shipped settings for never-seen recipients: 100 in an hour, a fifth of the 500 external recipients an hour that
     * CIS and Microsoft recommend for all recipients together. A traveller may still write to all of a
     * new project: 25; who writes to strangers alone is another detector's.
     */
    public static SendingConfig fanOut() {
        return new SendingConfig(100, 25, Duration.ofHours(1), 3);
    }

    /**
     * Shipped settings for messages to strangers alone: more than 8 in an hour no person of the open data sends; a
     * traveller may still write to 2.
     */
    public static SendingConfig strangers() {
        return new SendingConfig(8, 2, Duration.ofHours(1), 3);
    }
}
