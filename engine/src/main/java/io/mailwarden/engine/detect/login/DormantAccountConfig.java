package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.support.Require;
import java.time.Duration;

/**
 * Limits of the dormant-account detector.
 *
 * @param silentFor an account that was not used for so long is dormant, 7 days to 2 years; tirreno: 90 days
 * @param logins learned ones that an account needs to have had a habit, 1 to 1000; Entra ID: 10
 */
public record DormantAccountConfig(Duration silentFor, int logins) {

    public DormantAccountConfig {
        Require.within(silentFor, Duration.ofDays(7), Duration.ofDays(731));
        Require.within(logins, 1, 1000, "logins");
    }

    /** The default settings, as in the shipped configuration file. */
    public static DormantAccountConfig defaults() {
        return new DormantAccountConfig(Duration.ofDays(90), 10);
    }
}
