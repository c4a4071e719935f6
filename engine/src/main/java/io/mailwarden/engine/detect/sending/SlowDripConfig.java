package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.support.Require;

/**
 * Limits of the slow-drip detector, over 24 hours.
 *
 * @param messages that need no habit, 1 to 100 000; 200, passed by 9 messages in 10 000 of open-source developers and
 *     by none of an office, in open data
 * @param leastMessages that may be sent whatever the risk, 1 to 100 000
 * @param strange messages to strangers alone that need no habit, 1 to 100 000; 20, nobody in open data sends more than
 *     12
 * @param leastStrange that may be sent whatever the risk, 1 to 100 000; a traveller's day of meeting people
 * @param strangers whom neither the account nor anybody here knows, that need no habit, 1 to 100 000; 50, passed on 2
 *     of 64 000 days with mail in open data
 * @param leastStrangers whom may be written to whatever the risk, 1 to 100 000; as many as recipient-fan-out lets pass
 * @param timesHabit how many times its own highest of earlier days an account may reach, 1 to 100
 */
public record SlowDripConfig(
        int messages,
        int leastMessages,
        int strange,
        int leastStrange,
        int strangers,
        int leastStrangers,
        double timesHabit) {

    public SlowDripConfig {
        Require.within(messages, 1, 100_000, "a day");
        Require.within(leastMessages, 1, 100_000, "a day");
        Require.within(strange, 1, 100_000, "a day");
        Require.within(leastStrange, 1, 100_000, "a day");
        Require.within(strangers, 1, 100_000, "a day");
        Require.within(leastStrangers, 1, 100_000, "a day");
        Require.within(timesHabit, 1, 100, "times");
    }

    /** The default settings, as in the shipped configuration file. */
    public static SlowDripConfig defaults() {
        return new SlowDripConfig(200, 50, 20, 15, 50, 25, 3);
    }
}
