package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.support.Require;

/**
 * Limits of the stranger-flood detector.
 *
 * @param times so many times the larger of slow-drip's limits for a day and of the account's own highest of weeks ago,
 *     1 to 1000; 10: in open data nobody wrote to more than 52 strangers on a day, but for a first series of patches
 *     to 638 people of mailing lists, and ten times the limit of 50 is ten times that
 */
public record StrangerFloodConfig(double times) {

    public StrangerFloodConfig {
        Require.within(times, 1, 1000, "times");
    }

    /** The default settings, as in the shipped configuration file. */
    public static StrangerFloodConfig defaults() {
        return new StrangerFloodConfig(10);
    }
}
