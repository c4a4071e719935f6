package io.mailwarden.engine.origin;

import io.mailwarden.engine.event.Position;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where on Earth an address is, with its error.
 *
 * @param country ISO 3166-1 alpha-2, upper case
 * @param city its name in English, when known
 * @param position latitude and longitude, when known
 * @param accuracyKm radius around the position that holds the true one; {@value #ASSUMED_ACCURACY_KM} when it is not told,
 *     and {@value #ASSUMED_ACCURACY_OF_COUNTRY_KM} when a database knows no city either
 */
public record Place(String country, Optional<String> city, Optional<Position> position, double accuracyKm) {

    /** Assumed where a database names none: the size of a large city and its surroundings. */
    public static final double ASSUMED_ACCURACY_KM = 50;

    /**
     * Assumed where a database has neither an error nor a city: its position is then the middle of a country or region.
     * Measured on 93 386 addresses without a city in ip-location-db's form of GeoLite2, which leaves the error out: in
     * MaxMind's own of the same summer its median is 1000 km, the largest that it has, and a quarter has 500 or less. With
     * a city, three quarters have 50 km or less.
     */
    public static final double ASSUMED_ACCURACY_OF_COUNTRY_KM = 1000;

    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,9}(\\.[0-9]{1,20})?");
    private static final Set<String> NO_COUNTRIES = Set.of("A1", "A2", "AP", "EU", "O1", "T1", "XX", "ZZ");

    /**
     * As a database tells it, by values of whatever type its maker chose; empty when there is no country.
     *
     * @throws IllegalArgumentException for a position that is not on the globe
     */
    static Optional<Place> told(@Nullable String country, @Nullable String city, Coordinates coordinates) {
        if (country == null || !isCountry(country)) {
            return Optional.empty();
        }
        Optional<String> name = text(city);
        double assumed = name.isPresent() ? ASSUMED_ACCURACY_KM : ASSUMED_ACCURACY_OF_COUNTRY_KM;
        double told = number(coordinates.accuracyKm()).orElse(0);
        return Optional.of(new Place(country, name, coordinates.position(), told > 0 ? told : assumed));
    }

    /** Values of an entry: degrees and kilometres, as floats, doubles, whole numbers, or digits. */
    record Coordinates(@Nullable Object latitude, @Nullable Object longitude, @Nullable Object accuracyKm) {

        // 0, 0 is in the Atlantic, and stands for an unknown one.
        private Optional<Position> position() {
            OptionalDouble north = number(latitude);
            OptionalDouble east = number(longitude);
            return north.isEmpty() || east.isEmpty() || (north.getAsDouble() == 0 && east.getAsDouble() == 0)
                    ? Optional.empty()
                    : Optional.of(new Position(north.getAsDouble(), east.getAsDouble()));
        }
    }

    /** The text of a value; empty for what is none, and for what makers write where they know nothing: "" and "-". */
    static Optional<String> text(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() && !text.equals("-")
                ? Optional.of(text.strip())
                : Optional.empty();
    }

    private static OptionalDouble number(@Nullable Object value) {
        if (value instanceof Number number) {
            return OptionalDouble.of(number.doubleValue());
        }
        Optional<String> digits =
                text(value).filter(text -> DECIMAL.matcher(text).matches());
        return digits.isPresent() ? OptionalDouble.of(Double.parseDouble(digits.get())) : OptionalDouble.empty();
    }

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
