package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.support.Require;
import java.time.Duration;

/**
 * Limits of the cohort detector.
 *
 * @param addressAccounts accounts that newly use one address within the window, 2 to 200; 5: more than a household or a
 *     car full of colleagues
 * @param networkAccounts accounts that newly use one network, /24 or /64, within the window, 2 to 200; 10: a meeting's
 *     guests share one address more often than one network
 * @param window what they are counted over, 1 minute to 1 day
 */
public record CohortConfig(int addressAccounts, int networkAccounts, Duration window) {

    public CohortConfig {
        Require.within(addressAccounts, 2, 200, "accounts");
        Require.within(networkAccounts, 2, 200, "accounts");
        Require.within(window, Duration.ofMinutes(1), Duration.ofDays(1));
    }

    /** The default settings, as in the shipped configuration file. */
    public static CohortConfig defaults() {
        return new CohortConfig(5, 10, Duration.ofHours(1));
    }
}
