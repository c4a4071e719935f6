package io.mailwarden.engine.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.fixtures.MmdbFile;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoDatabasesTest {

    private static final Map<String, Object> OSLO =
            Map.of("country_code", "NO", "city", "Oslo", "latitude", 59.9f, "longitude", 10.7f);
    private static final Map<String, Object> CHINA = Map.of("country_code", "CN", "city", "", "latitude", 35f);

    @TempDir
    private Path folder;

    private final TestClock clock = TestClock.at("2026-05-03T06:00:00Z");
    private final Alarms alarms = new Alarms(clock);

    private Path written(String name, MmdbFile file) throws IOException {
        return file.into(folder.resolve(name));
    }

    private GeoDatabases of(Path... files) {
        GeoDatabases databases = new GeoDatabases(List.of(files), alarms, clock);
        assertThat(databases.refresh()).isTrue();
        return databases;
    }

    private static Optional<String> country(GeoDatabases databases, String address) {
        return databases.place(Address.parse(address).orElseThrow()).map(Place::country);
    }

    @Test
    void twoFilesForTheTwoKindsOfAddresses() throws IOException {
        Path ipv4 = written(
                "a.mmdb",
                MmdbFile.ofIpv4("city ipv4").with("42.1.0.0/16", CHINA).with("198.51.100.0/24", OSLO));
        Path ipv6 = written("b.mmdb", MmdbFile.named("city ipv6").with("2a01:4f8::/32", OSLO));

        for (GeoDatabases both : List.of(of(ipv4, ipv6), of(ipv6, ipv4))) {
            assertThat(country(both, "2a01:4f8::1")).contains("NO");
            assertThat(country(both, "2a01:4f9::1")).isEmpty();
            assertThat(country(both, "198.51.100.1")).contains("NO");
            assertThat(country(both, "42.1.4.248")).contains("CN");
            assertThat(both.gaps()).isEmpty();
            assertThat(both.summaries())
                    .containsExactlyInAnyOrder(
                            "city ipv4 of 2026-05-01: countries, cities, positions, of IPv4 alone",
                            "city ipv6 of 2026-05-01: countries, cities, positions, of IPv6 alone");
        }
        assertThat(country(of(ipv4), "2a01:4f8::1")).isEmpty();
        assertThat(of(ipv4).gaps()).singleElement().satisfies(gap -> assertThat(gap)
                .contains("IPv6"));
    }

    @Test
    void databaseOfCitiesFillsWhatOneOfCountriesDoesNotKnow() throws IOException {
        Path countries = written(
                "countries.mmdb",
                MmdbFile.named("country ipvAll")
                        .with("198.51.100.0/24", Map.of("country_code", "NO"))
                        .with("203.0.113.0/24", Map.of("country_code", "SE"))
                        .with("2a01:4f8::/32", Map.of("country_code", "NO")));
        Path cities = written(
                "cities.mmdb",
                MmdbFile.named("city ipvAll").with("198.51.100.0/24", OSLO).with("203.0.113.0/24", OSLO));
        GeoDatabases both = of(countries, cities);

        assertThat(both.place(Address.parse("198.51.100.1").orElseThrow()).map(Place::name))
                .contains("Oslo, NO");
        assertThat(both.place(Address.parse("203.0.113.1").orElseThrow()).map(Place::name))
                .contains("SE");
        assertThat(country(both, "2a01:4f8::1")).contains("NO");
    }

    @Test
    void privateAddressesAreNowhereWhateverADatabaseSays() throws IOException {
        Path whois = written(
                "whois.mmdb",
                MmdbFile.named("country ipvAll")
                        .with("192.168.0.0/16", Map.of("country_code", "AU"))
                        .with("fd00::/8", Map.of("country_code", "AU")));

        assertThat(country(of(whois), "192.168.1.1")).isEmpty();
        assertThat(country(of(whois), "fd00::1")).isEmpty();
    }

    @Test
    void databaseIsOldAfterAYear() throws IOException {
        Path file = written(
                "old.mmdb",
                MmdbFile.named("GeoLite2-Country")
                        .built("2025-05-01T10:00:00Z")
                        .with("198.51.100.0/24", Map.of("country", Map.of("iso_code", "NO")))
                        .with("2a01:4f8::/32", Map.of("country", Map.of("iso_code", "NO"))));

        assertThat(of(file).gaps())
                .containsExactly(
                        "GeoLite2-Country of 2025-05-01 is more than a year old: many addresses have moved since then");
        clock.advance(Duration.ofDays(-30));
        assertThat(of(file).gaps()).isEmpty();
    }

    @Test
    void withoutCountriesNothingCanBeTold() throws IOException {
        Path providers =
                written("asn.mmdb", MmdbFile.named("GeoLite2-ASN").with("198.51.100.0/24", Map.of("asn", "AS2119")));

        assertThat(of(providers).knowGeography()).isFalse();
        assertThat(of(providers).gaps()).singleElement().satisfies(gap -> assertThat(gap)
                .contains("countries and distances cannot be told"));
        assertThat(new GeoDatabases(List.of(), alarms, clock).gaps()).hasSize(1);
    }
}
