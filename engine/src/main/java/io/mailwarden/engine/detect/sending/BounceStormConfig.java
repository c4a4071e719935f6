package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.support.Require;
import java.time.Duration;

/**
 * Limits of the bounce-storm detector.
 *
 * @param bounces recipients that do not exist, reported within the window, 1 to 10 000; 25 in an hour as UwUMail has it
 * @param share of all recipients of the last day, at least, 0 to 1; 0.1: a list that is kept at all has less
 * @param fewBounces so many are enough when they are half of all, 1 to 10 000; 10, twice cPanel's 5 an hour
 * @param window what they are counted over, 1 minute to 1 day
 */
public record BounceStormConfig(int bounces, double share, int fewBounces, Duration window) {

    public BounceStormConfig {
        Require.within(bounces, 1, 10_000, "bounces");
        Require.within(share, 0, 1, "of all recipients");
        Require.within(fewBounces, 1, 10_000, "bounces");
        Require.within(window, Duration.ofMinutes(1), Duration.ofDays(1));
    }

    /** The default settings, as in the shipped configuration file. */
    public static BounceStormConfig defaults() {
        return new BounceStormConfig(25, 0.1, 10, Duration.ofHours(1));
    }
}
