package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.support.Require;
import java.time.Duration;

/**
 * Limit of the unusual-country detector.
 *
 * @param notSeenFor a country that was not used for so long is unusual, 1 day to 1 year; BuffaLogs: 30 days
 */
public record UnusualCountryConfig(Duration notSeenFor) {

    public UnusualCountryConfig {
        Require.within(notSeenFor, Duration.ofDays(1), Duration.ofDays(365));
    }

    /** The default settings, as in the shipped configuration file. */
    public static UnusualCountryConfig defaults() {
        return new UnusualCountryConfig(Duration.ofDays(30));
    }
}
