package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.support.Require;
import java.time.Duration;

/**
 * Limits of the concurrent-places detector.
 *
 * @param minDistanceKm nearer places may be one, 0 to 20 000 km; 500: providers route their users over less
 * @param window in which the places take turns, 1 minute to 1 day
 */
public record ConcurrentPlacesConfig(double minDistanceKm, Duration window) {

    public ConcurrentPlacesConfig {
        Require.within(minDistanceKm, 0, 20_000, "km");
        Require.within(window, Duration.ofMinutes(1), Duration.ofDays(1));
    }

    /** The default settings, as in the shipped configuration file. */
    public static ConcurrentPlacesConfig defaults() {
        return new ConcurrentPlacesConfig(500, Duration.ofHours(1));
    }
}
