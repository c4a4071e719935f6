package io.mailwarden.engine.origin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a geography database, read by the keys that it has, whoever made it. The keys are those of MaxMind and of
 * who writes as MaxMind does (DB-IP), of ip-location-db (flat, {@code country_code}), of IPinfo (flat, "AS2119"), of
 * IPLocate, and of CIRCL's Geo Open.
 *
 * @param fields what the format's map holds
 */
record KeyedEntry(Map<String, ?> fields) {

    private static final List<List<String>> COUNTRIES =
            paths("country.iso_code", "country_code", "country", "country_iso_code");
    private static final List<List<String>> CITIES = paths("city.names.en", "city", "city_name");
    private static final List<List<String>> LATITUDES = paths("location.latitude", "latitude", "lat");
    private static final List<List<String>> LONGITUDES = paths("location.longitude", "longitude", "lng", "lon");
    private static final List<List<String>> ACCURACIES = paths("location.accuracy_radius", "accuracy_radius", "radius");
    private static final List<List<String>> ASNS = paths(
            "autonomous_system_number",
            "asn",
            "as_number",
            "traits.autonomous_system_number",
            "country.AutonomousSystemNumber");
    private static final List<List<String>> HOLDERS = paths(
            "autonomous_system_organization",
            "as_name",
            "traits.autonomous_system_organization",
            "country.AutonomousSystemOrganization",
            "name",
            "org",
            "organization");

    // Any of these says that the entry is about where the address is.
    private static final List<String> OF_PLACES =
            List.of("country", "country_name", "continent", "continent_code", "city", "latitude", "lat", "region");

    private static List<List<String>> paths(String... dotted) {
        return Stream.of(dotted).map(path -> List.of(path.split("\\."))).toList();
    }

    Optional<Place> place() {
        return Place.told(
                country(),
                texts(CITIES).findFirst().orElse(null),
                new Place.Coordinates(first(LATITUDES), first(LONGITUDES), first(ACCURACIES)));
    }

    Optional<Provider> provider() {
        String name = texts(HOLDERS).findFirst().orElse("");
        return values(ASNS)
                .flatMap(number -> Provider.told(number, name).stream())
                .findFirst();
    }

    // IPLocate's database of autonomous systems has the country in which one is registered, and no other.
    private @Nullable String country() {
        boolean ofSystem = OF_PLACES.stream().noneMatch(fields::containsKey)
                && values(ASNS).findFirst().isPresent();
        return ofSystem
                ? null
                : texts(COUNTRIES)
                        .map(code -> code.toUpperCase(Locale.ROOT))
                        .filter(Place::isCountry)
                        .findFirst()
                        .orElse(null);
    }

    private Stream<String> texts(List<List<String>> paths) {
        return values(paths).flatMap(value -> Place.text(value).stream());
    }

    private @Nullable Object first(List<List<String>> paths) {
        return values(paths).findFirst().orElse(null);
    }

    private Stream<Object> values(List<List<String>> paths) {
        return paths.stream().flatMap(path -> Optional.ofNullable(value(path)).stream());
    }

    private @Nullable Object value(List<String> path) {
        Object found = fields;
        for (String key : path) {
            found = found instanceof Map<?, ?> inner ? inner.get(key) : null;
        }
        return found;
    }
}
