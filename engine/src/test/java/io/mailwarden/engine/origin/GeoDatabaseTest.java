package io.mailwarden.engine.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Position;
import io.mailwarden.engine.fixtures.MmdbFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeoDatabaseTest {

    private static final String OSLO_NET = "198.51.100.0/24";
    private static final Address OSLO = Address.parse("198.51.100.7").orElseThrow();
    private static final Address OSLO_V6 = Address.parse("2a01:4f8::7").orElseThrow();

    @TempDir
    private Path folder;

    private GeoDatabase open(MmdbFile file) throws IOException {
        return GeoDatabase.open(file.into(folder.resolve("made.mmdb")));
    }

    private static Map<String, Object> location(Object latitude, Object longitude) {
        return Map.of("latitude", latitude, "longitude", longitude);
    }

    private static Map<String, Object> named(String english) {
        return Map.of("names", Map.of("en", english, "de", "x"));
    }

    private static Map<String, Object> norway() {
        return Map.of("iso_code", "NO", "names", Map.of("en", "Norway"));
    }

    private static Stream<Arguments> nested() {
        Map<String, Object> norway = norway();
        return Stream.of(
                Arguments.of(
                        "GeoLite2-City",
                        Map.of("country", norway, "city", named("Oslo"), "location", location(59.9, 10.7)),
                        "countries, cities, positions"),
                Arguments.of(
                        "GeoIP2-Enterprise",
                        Map.of(
                                "country",
                                norway,
                                "city",
                                named("Oslo"),
                                "location",
                                location(59.9, 10.7),
                                "traits",
                                Map.of("autonomous_system_number", 2119, "autonomous_system_organization", "Telenor")),
                        "countries, cities, positions, providers"),
                Arguments.of(
                        "DBIP-City-Lite",
                        Map.of("country", norway, "city", named("Oslo"), "location", location(59.9f, 10.7f)),
                        "countries, cities, positions"),
                Arguments.of(
                        "DBIP-Location-ISP (compat=Enterprise)",
                        Map.of("country", norway, "city", named("Oslo"), "location", location(59.9f, 10.7f)),
                        "countries, cities, positions"));
    }

    private static Stream<Arguments> flat() {
        return Stream.of(
                Arguments.of(
                        "city ipvAll",
                        Map.of(
                                "country_code",
                                "NO",
                                "city",
                                "Oslo",
                                "latitude",
                                59.9f,
                                "longitude",
                                10.7f,
                                "state2",
                                "",
                                "timezone",
                                ""),
                        "countries, cities, positions"),
                Arguments.of(
                        "ipinfo standard_location.mmdb",
                        Map.of("country", "NO", "city", "Oslo", "lat", "59.9", "lng", "10.7", "timezone", "x"),
                        "countries, cities, positions"),
                Arguments.of(
                        "a merged one",
                        Map.of(
                                "country",
                                norway(),
                                "city",
                                "Oslo",
                                "location",
                                location("59.9", "10.7"),
                                "asn",
                                "AS2119"),
                        "countries, cities, positions, providers"));
    }

    @ParameterizedTest
    @MethodSource({"nested", "flat"})
    void readsPlacesByWhatEntriesCarry(String type, Map<String, Object> entry, String tells) throws IOException {
        GeoDatabase database = open(MmdbFile.named(type).with(OSLO_NET, entry).with("2a01:4f8::/32", entry));

        assertThat(database.summary()).isEqualTo(type + " of 2026-05-01: " + tells);
        for (Address address : new Address[] {OSLO, OSLO_V6}) {
            Place place = database.place(address).orElseThrow();
            assertThat(place.name()).isEqualTo("Oslo, NO");
            assertThat(place.accuracyKm()).isEqualTo(Place.ASSUMED_ACCURACY_KM);
            assertThat(place.position().orElseThrow().kilometresTo(new Position(59.9, 10.7)))
                    .isLessThan(1);
        }
        assertThat(database.provider(OSLO).map(Provider::asn))
                .isEqualTo(tells.contains("providers") ? Optional.of(2119L) : Optional.empty());
    }

    private static Stream<Arguments> countries() {
        return Stream.of(
                Arguments.of("GeoLite2-Country", Map.of("country", Map.of("iso_code", "NO"))),
                Arguments.of("ip-to-country", Map.of("country_code", "NO")),
                Arguments.of("lower case", Map.of("country_code", "no")),
                Arguments.of("ipinfo country.mmdb", Map.of("country", "NO", "country_name", "Norway")),
                Arguments.of("whole names", Map.of("country", "Norway", "country_code", "NO")),
                Arguments.of("GeoOpen", Map.of("country", Map.of("iso_code", "NO", "AutonomousSystemNumber", "2119"))));
    }

    @ParameterizedTest
    @MethodSource("countries")
    void readsCountries(String type, Map<String, Object> entry) throws IOException {
        Place place =
                open(MmdbFile.named(type).with(OSLO_NET, entry)).place(OSLO).orElseThrow();

        assertThat(place.country()).isEqualTo("NO");
        assertThat(place.position()).isEmpty();
    }

    private static Stream<Arguments> systems() {
        return Stream.of(
                Arguments.of(
                        "GeoLite2-ASN",
                        Map.of("autonomous_system_number", 2119, "autonomous_system_organization", "Telenor")),
                Arguments.of(
                        "GeoIP2-ISP",
                        Map.of(
                                "autonomous_system_number",
                                2119,
                                "autonomous_system_organization",
                                "Telenor",
                                "isp",
                                "x")),
                Arguments.of(
                        "ipinfo asn.mmdb", Map.of("asn", "AS2119", "name", "Telenor", "domain", "telenor.example")),
                Arguments.of("iplocate", Map.of("asn", 2119, "country_code", "SE", "name", "Telenor", "org", "x")));
    }

    @ParameterizedTest
    @MethodSource("systems")
    void readsProvidersAndTakesNoRegistrationForAPlace(String type, Map<String, Object> entry) throws IOException {
        GeoDatabase database = open(MmdbFile.named(type).with(OSLO_NET, entry));

        assertThat(database.provider(OSLO).map(Provider::words)).contains("AS2119 Telenor");
        assertThat(database.place(OSLO)).isEmpty();
        assertThat(database.tellsPlaces()).isFalse();
    }

    @Test
    void readsPlaceAndProviderOfOneFlatEntry() throws IOException {
        GeoDatabase database = open(MmdbFile.named("ipinfo lite.mmdb")
                .with(
                        OSLO_NET,
                        Map.of(
                                "asn", "AS2119",
                                "as_name", "Telenor",
                                "as_domain", "telenor.example",
                                "continent_code", "EU",
                                "country_code", "NO",
                                "country", "Norway")));

        assertThat(database.summary()).endsWith(": countries, providers, of IPv4 alone");
        assertThat(database.place(OSLO).map(Place::country)).contains("NO");
        assertThat(database.provider(OSLO).map(Provider::words)).contains("AS2119 Telenor");
    }

    @Test
    void knowsNothingOfWhatIsNotThere() throws IOException {
        GeoDatabase database = open(MmdbFile.named("IP2LITE-City")
                .with(
                        OSLO_NET,
                        Map.of("country_code", "NO", "city", "-", "latitude", 0f, "longitude", 0f, "asn", "AS0"))
                .with("203.0.113.0/24", Map.of("country_code", "-", "city", "-", "latitude", "x", "longitude", "")));

        assertThat(database.place(OSLO)).contains(new Place("NO", Optional.empty(), Optional.empty(), 1000));
        assertThat(database.provider(OSLO)).isEmpty();
        assertThat(database.place(Address.parse("203.0.113.1").orElseThrow())).isEmpty();
        assertThat(database.place(Address.parse("192.0.2.1").orElseThrow())).isEmpty();
    }

    @Test
    void middleOfACountryIsFarOff() throws IOException {
        GeoDatabase flat = open(MmdbFile.named("city ipv4")
                .with(OSLO_NET, Map.of("country_code", "US", "city", "", "latitude", 37.751f, "longitude", -97.822f)));
        assertThat(flat.place(OSLO).orElseThrow().accuracyKm()).isEqualTo(1000);

        Map<String, Object> told = Map.of("latitude", 37.751, "longitude", -97.822, "accuracy_radius", 200);
        GeoDatabase maxMind = open(MmdbFile.named("GeoLite2-City")
                .with(OSLO_NET, Map.of("country", Map.of("iso_code", "US"), "location", told)));
        assertThat(maxMind.place(OSLO).orElseThrow().accuracyKm()).isCloseTo(200, within(0.0));
    }

    @Test
    void whereANetworkIsRegisteredNobodyNeedBe() throws IOException {
        Map<String, Object> australia = Map.of("iso_code", "AU");
        GeoDatabase database = open(MmdbFile.named("GeoLite2-Country")
                .with(OSLO_NET, Map.of("registered_country", australia))
                .with("203.0.113.0/24", Map.of("country", australia, "registered_country", Map.of("iso_code", "US"))));

        assertThat(database.place(OSLO)).isEmpty();
        assertThat(database.place(Address.parse("203.0.113.1").orElseThrow()).map(Place::country))
                .contains("AU");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2a01:4f8::7", "::7", "2001:db8::1"})
    void knowsNoIpv6AddressWithEntriesOfIpv4Alone(String address) throws IOException {
        // The first 32 bits of the first of them, as an IPv4 address, are 42.1.4.248, in China.
        MmdbFile file = MmdbFile.ofIpv4("GeoLite2-Country")
                .with("42.1.0.0/16", Map.of("country", Map.of("iso_code", "CN")))
                .with("0.0.0.0/8", Map.of("country", Map.of("iso_code", "CN")))
                .with("32.1.0.0/16", Map.of("country", Map.of("iso_code", "CN")));
        GeoDatabase database = open(file);

        assertThat(database.place(Address.parse(address).orElseThrow())).isEmpty();
        assertThat(database.place(Address.parse("::ffff:42.1.4.248").orElseThrow())
                        .map(Place::country))
                .contains("CN");
        assertThat(database.knowsIpv6()).isFalse();
    }

    @Test
    void ageIsByTheDayOfMaking() throws IOException {
        GeoDatabase database = open(MmdbFile.named("GeoLite2-Country")
                .built("2025-05-01T10:00:00Z")
                .with(OSLO_NET, Map.of("country", Map.of("iso_code", "NO"))));

        assertThat(database.oldAt(Instant.parse("2026-05-01T10:00:00Z"))).isFalse();
        assertThat(database.oldAt(Instant.parse("2026-05-02T10:00:01Z"))).isTrue();
        assertThat(database.name()).isEqualTo("GeoLite2-Country of 2025-05-01");
    }

    private static Stream<Arguments> useless() {
        return Stream.of(
                Arguments.of(
                        Map.of("is_anonymous", true, "is_hosting_provider", true), "is_anonymous, is_hosting_prov"),
                Arguments.of(Map.of("connection_type", "Cable/DSL"), "connection_type"),
                Arguments.of(Map.of("proxy", "", "vpn", "true", "tor", ""), "proxy, tor, vpn"),
                Arguments.of(Map.of("continent", Map.of("code", "EU")), "continent"),
                Arguments.of(Map.of("country", "Norway"), "country"),
                Arguments.of(Map.of("country_code", "XX"), "country_code"));
    }

    @ParameterizedTest
    @MethodSource("useless")
    void refusesWhatAnswersNothingAndNamesTheKeys(Map<String, Object> entry, String keys) {
        assertThatThrownBy(() -> open(MmdbFile.named("GeoIP2-Country").with(OSLO_NET, entry)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("GeoIP2-Country of 2026-05-01: no country and no autonomous system")
                .hasMessageContaining(keys);
    }

    @Test
    void refusesWhatHasNoEntries() {
        assertThatThrownBy(() -> open(MmdbFile.named("GeoLite2-Country")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no entries");
    }

    @Test
    void brokenEntryIsAFailureOfThatEntryAlone() throws IOException {
        MmdbFile file = MmdbFile.named("GeoLite2-City");
        for (int i = 1; i < 120; i++) {
            file.with("9." + i + ".0.0/16", Map.of("country", Map.of("iso_code", "NO")));
        }
        // Behind the first hundred: on no globe.
        file.with("9.200.0.0/16", Map.of("country", Map.of("iso_code", "NO"), "location", location(590.0, 10.7)));
        GeoDatabase database = open(file);

        assertThat(database.place(Address.parse("9.1.0.1").orElseThrow())).isPresent();
        assertThatThrownBy(() -> database.place(Address.parse("9.200.0.1").orElseThrow()))
                .isInstanceOf(IOException.class);
    }
}
