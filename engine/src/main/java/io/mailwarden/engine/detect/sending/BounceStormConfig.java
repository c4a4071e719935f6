package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.profile.Attempts;
import io.mailwarden.engine.support.Require;
import java.time.Duration;

/**
 * Limits of the bounce-storm detector.
 *
 * @param bounces recipients that do not exist, reported within the window, 1 to 10 000; 25 in an hour as UwUMail has it
 * @param share of all recipients of the last day, at least, 0 to 1; 0.1: a list that is kept at all has less
 * @param fewBounces so many are enough when they are half of all, 1 to 10 000; 10, twice cPanel's 5 an hour
 * @param messages of which reports must have come, 1 to 40; 3: whoever got one message can forge what he likes of it
 * @param window what they are counted over, 1 minute to 1 day
 */
public record BounceStormConfig(int bounces, double share, int fewBounces, int messages, Duration window) {

    public BounceStormConfig {
        Require.within(bounces, 1, 10_000, "bounces");
        Require.within(share, 0, 1, "of all recipients");
        Require.within(fewBounces, 1, 10_000, "bounces");
        Require.within(messages, 1, Attempts.MOST_RETURNED, "messages");
        Require.within(window, Duration.ofMinutes(1), Duration.ofDays(1));
    }

    /** The default settings, as in the shipped configuration file. */
    public static BounceStormConfig defaults() {
        return new BounceStormConfig(25, 0.1, 10, 3, Duration.ofHours(1));
    }
}
