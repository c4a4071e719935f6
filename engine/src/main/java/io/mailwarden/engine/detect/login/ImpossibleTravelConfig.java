package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.support.Require;

/**
 * Limits of the impossible-travel detector.
 *
 * @param maxSpeedKmPerH faster than this nobody travels, 100 to 40 000 km/h; 900 is a jet's cruising speed (Panther)
 * @param minDistanceKm nearer than this geolocation errs too much, 0 to 20 000 km; 100 as in BuffaLogs
 * @param withinCountry whether two places in one country can be too far apart; off as in Check Point's product, since
 *     mobile carriers and proxies move addresses about within a country
 */
public record ImpossibleTravelConfig(double maxSpeedKmPerH, double minDistanceKm, boolean withinCountry) {

    public ImpossibleTravelConfig {
        Require.within(maxSpeedKmPerH, 100, 40_000, "km/h");
        Require.within(minDistanceKm, 0, 20_000, "km");
    }

    /** The default settings, as in the shipped configuration file. */
    public static ImpossibleTravelConfig defaults() {
        return new ImpossibleTravelConfig(900, 100, false);
    }
}
