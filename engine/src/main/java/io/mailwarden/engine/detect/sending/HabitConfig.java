package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.support.Require;
import java.time.Duration;

/**
 * Limits of a detector that counts over a fixed time: as {@link SendingConfig}, without the window.
 *
 * @param most of what is counted needs no habit, 1 to 100 000
 * @param least whatever the risk, so much may be sent, unless the limit is lower, 1 to 100 000
 * @param timesHabit how many times its own highest count of earlier days an account may reach, 1 to 100
 */
public record HabitConfig(int most, int least, double timesHabit) {

    public HabitConfig {
        Require.within(most, 1, 100_000, "within the time");
        Require.within(least, 1, 100_000, "within the time");
        Require.within(timesHabit, 1, 100, "times");
    }

    /**
     * Shipped settings for recipients in an hour: 1000, what CIS and Microsoft recommend for those inside. A developer
     * on his way still sends his patches to everybody: 500.
     */
    public static HabitConfig recipients() {
        return new HabitConfig(1000, 500, 3);
    }

    /**
     * Shipped settings for recipients of one text in a day: 50, half of what recipient-fan-out lets pass of strangers
     * in an hour. A traveller tells a few friends the same: 5.
     */
    public static HabitConfig copies() {
        return new HabitConfig(50, 5, 3);
    }

    SendingConfig over(Duration window) {
        return new SendingConfig(most, least, window, timesHabit);
    }
}
