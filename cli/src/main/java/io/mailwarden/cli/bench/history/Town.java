package io.mailwarden.cli.bench.history;

import io.mailwarden.engine.event.Position;
import java.time.ZoneId;
import java.util.List;

/**
 * A town with its position and time zone, in which accounts of made-up histories live.
 *
 * @param name of the town
 * @param country ISO 3166-1 alpha-2 code
 * @param position where it is
 * @param zone the time there
 */
public record Town(String name, String country, Position position, ZoneId zone) {

    /** Where the made-up company lives: the first is its head office. */
    static final List<Town> HOME = List.of(
            at("Hamburg", "DE", 53.55, 9.99, "Europe/Berlin"),
            at("Munich", "DE", 48.14, 11.58, "Europe/Berlin"),
            at("Cologne", "DE", 50.94, 6.96, "Europe/Berlin"),
            at("Berlin", "DE", 52.52, 13.40, "Europe/Berlin"),
            at("Frankfurt", "DE", 50.11, 8.68, "Europe/Berlin"),
            at("Dresden", "DE", 51.05, 13.74, "Europe/Berlin"));

    /** Its second office. */
    static final Town BRANCH = at("Utrecht", "NL", 52.09, 5.12, "Europe/Amsterdam");

    /** Where honest people travel to, and where thieves may be. */
    public static final List<Town> ABROAD = List.of(
            at("London", "GB", 51.51, -0.13, "Europe/London"),
            at("Madrid", "ES", 40.42, -3.70, "Europe/Madrid"),
            at("Istanbul", "TR", 41.01, 28.98, "Europe/Istanbul"),
            at("New York", "US", 40.71, -74.01, "America/New_York"),
            at("San Jose", "US", 37.34, -121.89, "America/Los_Angeles"),
            at("Sao Paulo", "BR", -23.55, -46.63, "America/Sao_Paulo"),
            at("Lagos", "NG", 6.45, 3.39, "Africa/Lagos"),
            at("Johannesburg", "ZA", -26.20, 28.05, "Africa/Johannesburg"),
            at("Dubai", "AE", 25.20, 55.27, "Asia/Dubai"),
            at("Mumbai", "IN", 19.08, 72.88, "Asia/Kolkata"),
            at("Singapore", "SG", 1.35, 103.82, "Asia/Singapore"),
            at("Hanoi", "VN", 21.03, 105.85, "Asia/Ho_Chi_Minh"),
            at("Tokyo", "JP", 35.68, 139.69, "Asia/Tokyo"),
            at("Moscow", "RU", 55.76, 37.62, "Europe/Moscow"),
            at("Kyiv", "UA", 50.45, 30.52, "Europe/Kiev"),
            at("Casablanca", "MA", 33.57, -7.59, "Africa/Casablanca"));

    private static Town at(String name, String country, double latitude, double longitude, String zone) {
        return new Town(name, country, new Position(latitude, longitude), ZoneId.of(zone));
    }
}
