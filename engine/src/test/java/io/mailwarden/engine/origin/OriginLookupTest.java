package io.mailwarden.engine.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Geo;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.event.Position;
import io.mailwarden.engine.fixtures.GeoLite2;
import io.mailwarden.engine.fixtures.OriginSettings;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginLookupTest {

    private static final int MANY = 80_000;
    private static final long FEWEST_REMEMBERED = 60_000;
    private static final Instant NOW = Instant.parse("2026-05-03T06:00:00Z");

    @TempDir
    private static Path folder;

    private static Path asn = Path.of("");
    private static OriginLookup lookup = with(List.of(), new Alarms(TestClock.at("2026-05-03T06:00:00Z")));

    @BeforeAll
    static void readDatabases() throws IOException {
        asn = GeoLite2.ASN.into(folder);
        lookup = with(List.of(GeoLite2.CITY.into(folder), asn), new Alarms(TestClock.at("2026-05-03T06:00:00Z")));
    }

    @Test
    void findsCityPositionAndProvider() {
        Origin lagos = locate("105.112.0.1");

        assertThat(lagos.words()).isEqualTo("Lagos, NG (AS36873 Celtel Nigeria Limited t.a ZAIN)");
        assertThat(lagos.place().flatMap(Place::position).orElseThrow().kilometresTo(new Position(6.455, 3.384)))
                .isLessThan(20);
        assertThat(lagos.network()).contains(Network.parse("105.112.0.0/24"));
        assertThat(lagos.asn()).hasValue(36873);
        assertThat(lagos.kind()).isEqualTo(NetworkKind.RESIDENTIAL);
        assertThat(lagos.safe()).isFalse();
    }

    @Test
    void findsTheCountryWhereNoCityIsKnown() {
        Origin oslo = locate("148.122.0.1");

        assertThat(oslo.country()).contains("NO");
        assertThat(oslo.place().orElseThrow().accuracyKm()).isEqualTo(200);
        assertThat(oslo.words()).isEqualTo("NO (AS2119 Telenor Norge AS)");
    }

    @Test
    void findsIpv6AndMappedAddresses() {
        assertThat(locate("2001:4600::1").words()).isEqualTo("NO (AS2119 Telenor Norge AS)");
        assertThat(locate("::ffff:148.122.0.1")).isEqualTo(locate("148.122.0.1"));
    }

    @Test
    void saysWhatItKnows() {
        assertThat(lookup.knowsGeography()).isTrue();
        assertThat(lookup.knowledge())
                .containsExactly(
                        "GeoLite2-City of 2019-11-12: countries, cities, positions",
                        "GeoLite2-ASN of 2019-11-18: providers");
    }

    @Test
    void cannotTellWithoutDatabase() {
        OriginLookup blind = with(List.of(), new Alarms(TestClock.at("2026-05-03T06:00:00Z")));

        assertThat(blind.locate(Address.parse("8.8.8.8"), Optional.empty(), NOW))
                .satisfies(origin -> assertThat(origin.place()).isEmpty())
                .satisfies(origin -> assertThat(origin.words()).isEmpty())
                .satisfies(origin -> assertThat(origin.asn()).isEmpty());
        assertThat(blind.knowsGeography()).isFalse();
        assertThat(blind.knowledge()).containsExactly("no database tells countries");
    }

    @Test
    void cannotTellCountriesWithAProviderDatabaseAlone() {
        OriginLookup providers = with(List.of(asn), new Alarms(TestClock.at("2026-05-03T06:00:00Z")));

        assertThat(providers.locate(Address.parse("148.122.0.1"), Optional.empty(), NOW))
                .satisfies(origin -> assertThat(origin.place()).isEmpty())
                .satisfies(origin -> assertThat(origin.provider()).isEqualTo("AS2119 Telenor Norge AS"));
        assertThat(providers.knowsGeography()).isFalse();
        assertThat(providers.knowledge())
                .containsExactly("GeoLite2-ASN of 2019-11-18: providers", "no database tells countries");
    }

    @Test
    void knowsNothingOfNoAddress() {
        assertThat(lookup.locate(Optional.empty(), Optional.empty(), NOW)).isEqualTo(Origin.UNKNOWN);
    }

    @Test
    void takesPrivateAddressesForSafe() {
        assertThat(locate("192.168.1.7").safe()).isTrue();
        assertThat(locate("fd00::7").safe()).isTrue();
        assertThat(locate("127.0.0.1").place()).isEmpty();
    }

    @Test
    void believesWhatTheEventLineTells() {
        Geo told = new Geo(
                Optional.of("no"),
                Optional.of(new Position(59.9, 10.7)),
                OptionalDouble.of(20),
                OptionalLong.of(2119),
                Optional.of("Telenor"),
                Optional.of("tor"));

        Origin origin = lookup.locate(Address.parse("105.112.0.1"), Optional.of(told), NOW);

        assertThat(origin.place())
                .contains(new Place("NO", Optional.empty(), Optional.of(new Position(59.9, 10.7)), 20));
        assertThat(origin.provider()).isEqualTo("AS2119 Telenor");
        assertThat(origin.asn()).hasValue(2119);
        assertThat(origin.kind()).isEqualTo(NetworkKind.ANONYMIZER);
        assertThat(origin.address()).isEqualTo(Address.parse("105.112.0.1"));
    }

    @Test
    void looksUpWhatTheEventLineLeavesOut() {
        Origin origin = lookup.locate(Address.parse("105.112.0.1"), Optional.of(told(Optional.empty())), NOW);

        assertThat(origin).isEqualTo(locate("105.112.0.1"));
    }

    @Test
    void believesTheEventLineOfAPseudonymousPrivateAddress() {
        Origin origin = lookup.locate(Address.parse("10.0.0.1"), Optional.of(told(Optional.of("SE"))), NOW);

        assertThat(origin.safe()).isFalse();
        assertThat(origin.country()).contains("SE");
    }

    @Test
    void remembersWhatItFound() {
        assertThat(locate("148.122.0.7")).isSameAs(locate("::ffff:148.122.0.7"));
        assertThat(locate("2001:4600::7")).isSameAs(locate("2001:4600:0:0::7"));
    }

    @Test
    void remembersABoundedNumberOfAddressesAndMixesNoneUp() throws UnknownHostException {
        TestClock clock = TestClock.at("2026-05-03T06:00:00Z");
        OriginLookup blind = new OriginLookup(config(List.of()), 1, DnsBlocklists.NONE, new Alarms(clock), clock);

        List<Origin> first = locateMany(blind);
        List<Origin> again = locateMany(blind);

        assertThat(again).isEqualTo(first);
        assertThat(first).doesNotHaveDuplicates();
        assertThat(IntStream.range(0, MANY)
                        .filter(i -> again.get(i) == first.get(i))
                        .count())
                .isBetween(FEWEST_REMEMBERED / 2, FEWEST_REMEMBERED);
    }

    private static List<Origin> locateMany(OriginLookup lookup) throws UnknownHostException {
        List<Origin> found = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            byte[] bytes = {8, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
            Address address = Address.of(InetAddress.getByAddress(bytes));
            found.add(lookup.locate(Optional.of(address), Optional.empty(), NOW));
        }
        return found;
    }

    private static Geo told(Optional<String> country) {
        return new Geo(
                country,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Origin locate(String address) {
        return lookup.locate(Address.parse(address), Optional.empty(), NOW);
    }

    private static OriginLookup with(List<Path> databases, Alarms alarms) {
        TestClock clock = TestClock.at("2026-05-03T06:00:00Z");
        return new OriginLookup(config(databases), DnsBlocklists.NONE, alarms, clock);
    }

    private static OriginConfig config(List<Path> databases) {
        return OriginSettings.shipped()
                .databases(databases.toArray(Path[]::new))
                .build();
    }
}
