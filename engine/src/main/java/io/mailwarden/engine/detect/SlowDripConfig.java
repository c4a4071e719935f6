package io.mailwarden.engine.detect;

import io.mailwarden.engine.event.Require;

/**
 * Limits of the slow-drip detector, over 24 hours.
 *
 * @param messages that need no habit, 1 to 100 000; 200, passed by 9 messages in 10 000 of open-source developers and by
 *     none of an office, in open data
 * @param leastMessages that may be sent whatever the risk, 1 to 100 000
 * @param fresh never-seen recipients that need no habit, 1 to 100 000; 150, passed by 2 messages in 10 000 of the
 *     former and by none of the latter
 * @param leastFresh that may be written to whatever the risk, 1 to 100 000; a traveller's day of meeting people
 * @param timesHabit how many times its own highest of earlier days an account may reach, 1 to 100
 */
public record SlowDripConfig(int messages, int leastMessages, int fresh, int leastFresh, double timesHabit) {

    public SlowDripConfig {
        Require.within(messages, 1, 100_000, "a day");
        Require.within(leastMessages, 1, 100_000, "a day");
        Require.within(fresh, 1, 100_000, "a day");
        Require.within(leastFresh, 1, 100_000, "a day");
        Require.within(timesHabit, 1, 100, "times");
    }

    /** The shipped settings. */
    public static SlowDripConfig defaults() {
        return new SlowDripConfig(200, 50, 150, 20, 3);
    }
}
