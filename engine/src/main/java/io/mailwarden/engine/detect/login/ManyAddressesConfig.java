package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.support.Require;
import java.time.Duration;

/**
 * Limits of the many-addresses detector.
 *
 * @param addresses more addresses than this on one account within the window are too many, 2 to 10; 10 as in
 *     weakforced's regression policy
 * @param window what they are counted over, 1 minute to 1 day
 */
public record ManyAddressesConfig(int addresses, Duration window) {

    public ManyAddressesConfig {
        Require.within(addresses, 2, 10, "addresses");
        Require.within(window, Duration.ofMinutes(1), Duration.ofDays(1));
    }

    /** The default settings, as in the shipped configuration file. */
    public static ManyAddressesConfig defaults() {
        return new ManyAddressesConfig(10, Duration.ofHours(1));
    }
}
