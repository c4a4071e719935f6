package io.mailwarden.engine.origin;

import io.mailwarden.engine.event.Position;
import java.util.Optional;

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

    /** City and country, or the country alone. */
    public String name() {
        return city.map(name -> name + ", " + country).orElse(country);
    }
}
