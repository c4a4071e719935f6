package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.support.Require;

/**
 * Limits of the unusual-hour detector.
 *
 * @param logins faded logins that the account's rhythm needs, 10 to 4000; 100: a hundred logins, none of them near that
 *     hour, make its share less than 3 % with 95 % confidence (rule of three)
 * @param share of the logins within two hours of that hour, below which it is unusual, 0 to 0.2
 */
public record UnusualHourConfig(double logins, double share) {

    public UnusualHourConfig {
        Require.within(logins, 10, 4000, "logins");
        Require.within(share, 0, 0.2, "of 1");
    }

    /** The default settings, as in the shipped configuration file. */
    public static UnusualHourConfig defaults() {
        return new UnusualHourConfig(100, 0.005);
    }
}
