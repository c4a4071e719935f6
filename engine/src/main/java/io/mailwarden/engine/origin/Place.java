package io.mailwarden.engine.origin;

import io.mailwarden.engine.event.Position;
import java.util.Optional;
import java.util.Set;

/**
 * Where on Earth an address is, with its error.
 *
 * @param country ISO 3166-1 alpha-2, upper case
 * @param city its name in English, when known
 * @param position latitude and longitude, when known
 * @param accuracyKm radius around the position that holds the true one; {@value #ASSUMED_ACCURACY_KM} when not told
 */
public record Place(String country, Optional<String> city, Optional<Position> position, double accuracyKm) {

    /** Assumed where a database names none: the size of a large city and its surroundings. */
    public static final double ASSUMED_ACCURACY_KM = 50;

    private static final Set<String> NO_COUNTRIES = Set.of("A1", "A2", "AP", "EU", "O1", "T1", "XX", "ZZ");

    /** City and country, or the country alone. */
    public String name() {
        return city.map(name -> name + ", " + country).orElse(country);
    }

    /**
     * Whether that code is of a country. Databases and logs also have codes for what they do not know: XX and ZZ, which
     * ISO 3166 leaves to its users, AP and EU for whole continents, A1, A2 and O1 (MaxMind's legacy format), T1
     * (Cloudflare's Tor). Nobody travels there.
     */
    public static boolean isCountry(String code) {
        return code.length() == 2
                && !NO_COUNTRIES.contains(code)
                && code.chars().allMatch(letter -> letter >= 'A' && letter <= 'Z');
    }
}
