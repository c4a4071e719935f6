package io.mailwarden.engine.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Geo;
import io.mailwarden.engine.fixtures.OriginSettings;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BurntAddressesTest {

    private static final String HARMED = "example.org";
    private static final String WHY = "used in the confirmed incident 7";
    private static final Instant NOW = Instant.parse("2026-05-03T06:00:00Z");
    private static final Duration LASTS = Duration.ofDays(30);

    private final TestClock clock = TestClock.at("2026-05-03T06:00:00Z");
    private final OriginLookup lookup = lookup();

    private OriginLookup lookup() {
        OriginConfig config =
                OriginSettings.shipped().safe("192.0.2.0/24").burntFor(LASTS).build();
        return new OriginLookup(config, DnsBlocklists.NONE, new Alarms(clock), clock);
    }

    private void burn(String address, String why, Instant at) {
        lookup.burn(Address.parse(address).orElseThrow(), HARMED, why, at);
    }

    private Origin locate(String address, Instant at) {
        return locate(lookup, address, HARMED, at);
    }

    private static Origin locate(OriginLookup lookup, String address, String organisation, Instant at) {
        return lookup.locate(Address.parse(address), Optional.empty(), organisation, at);
    }

    private NetworkKind kind(String address, Instant at) {
        return locate(address, at).kind();
    }

    @Test
    void isMaliciousFromThenOnAndSaysWhy() {
        assertThat(kind("203.0.113.7", NOW)).isEqualTo(NetworkKind.RESIDENTIAL);

        burn("203.0.113.7", WHY, NOW);

        assertThat(kind("203.0.113.7", NOW)).isEqualTo(NetworkKind.MALICIOUS);
        assertThat(locate("203.0.113.7", NOW).listedBy()).isEqualTo(WHY);
        assertThat(kind("203.0.113.7", NOW.minusSeconds(1))).isEqualTo(NetworkKind.RESIDENTIAL);
    }

    @Test
    void lapsesByTheEventsTime() {
        burn("203.0.113.7", WHY, NOW);

        assertThat(kind("203.0.113.7", NOW.plus(LASTS).minusSeconds(1))).isEqualTo(NetworkKind.MALICIOUS);
        assertThat(kind("203.0.113.7", NOW.plus(LASTS))).isEqualTo(NetworkKind.RESIDENTIAL);
    }

    @Test
    void newHarmProlongsItInWhateverOrderItIsTold() {
        Instant later = NOW.plus(Duration.ofDays(20));
        burn("203.0.113.7", "sent phishing on 2026-05-23", later);
        burn("203.0.113.7", WHY, NOW);

        assertThat(kind("203.0.113.7", NOW.plusSeconds(1))).isEqualTo(NetworkKind.MALICIOUS);
        assertThat(locate("203.0.113.7", NOW.plus(LASTS)).listedBy()).isEqualTo("sent phishing on 2026-05-23");
        assertThat(kind("203.0.113.7", later.plus(LASTS))).isEqualTo(NetworkKind.RESIDENTIAL);
    }

    @Test
    void harmThatLapsedLongAgoIsForgotten() {
        burn("203.0.113.7", WHY, NOW);
        burn("203.0.113.7", WHY, NOW.plus(Duration.ofDays(100)));

        assertThat(kind("203.0.113.7", NOW.plus(Duration.ofDays(50)))).isEqualTo(NetworkKind.RESIDENTIAL);
        assertThat(kind("203.0.113.7", NOW.plus(Duration.ofDays(101)))).isEqualTo(NetworkKind.MALICIOUS);
    }

    @Test
    void countsIpv4ByTheAddressAndIpv6ByTheNetwork() {
        burn("203.0.113.7", WHY, NOW);
        burn("2001:db8:1:2::7", WHY, NOW);

        assertThat(kind("203.0.113.8", NOW)).isEqualTo(NetworkKind.RESIDENTIAL);
        assertThat(kind("::ffff:203.0.113.7", NOW)).isEqualTo(NetworkKind.MALICIOUS);
        assertThat(kind("2001:db8:1:2:ffff::8", NOW)).isEqualTo(NetworkKind.MALICIOUS);
        assertThat(kind("2001:db8:1:3::7", NOW)).isEqualTo(NetworkKind.RESIDENTIAL);
    }

    @Test
    void neverBurnsASafeNetworkOrAPrivateAddress() {
        burn("192.0.2.7", WHY, NOW);
        burn("10.0.0.1", WHY, NOW);

        assertThat(kind("192.0.2.7", NOW)).isEqualTo(NetworkKind.RESIDENTIAL);
        // Even where a line tells that a pseudonym of that name is public.
        Geo told = new Geo(
                Optional.of("SE"),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(lookup.locate(Address.parse("10.0.0.1"), Optional.of(told), NOW)
                        .kind())
                .isEqualTo(NetworkKind.RESIDENTIAL);
    }

    @Test
    void isMaliciousForOneOrganisationUntilItHarmedSeveral() {
        burn("203.0.113.7", WHY, NOW);
        assertThat(locate(lookup, "203.0.113.7", "other.test", NOW).kind()).isEqualTo(NetworkKind.RESIDENTIAL);

        burn("203.0.113.7", WHY, NOW.plusSeconds(1));
        assertThat(locate(lookup, "203.0.113.7", "other.test", NOW.plusSeconds(1))
                        .kind())
                .isEqualTo(NetworkKind.RESIDENTIAL);

        lookup.burn(Address.parse("203.0.113.7").orElseThrow(), "third.test", WHY, NOW.plusSeconds(2));
        assertThat(locate(lookup, "203.0.113.7", "other.test", NOW.plusSeconds(2))
                        .kind())
                .isEqualTo(NetworkKind.MALICIOUS);
        assertThat(locate(
                                lookup,
                                "203.0.113.7",
                                "other.test",
                                NOW.plusSeconds(3).plus(LASTS))
                        .kind())
                .isEqualTo(NetworkKind.RESIDENTIAL);
    }

    @Test
    void manyOrganisationsTakeBoundedRoom() {
        for (int i = 0; i < 1000; i++) {
            lookup.burn(Address.parse("203.0.113.7").orElseThrow(), "tenant" + i + ".test", WHY, NOW.plusSeconds(i));
        }

        assertThat(lookup.burntSnapshot()).hasSizeLessThan(1_000);
        assertThat(kind("203.0.113.7", NOW.plusSeconds(1000))).isEqualTo(NetworkKind.MALICIOUS);
    }

    @Test
    void whatAnOlderStoreBurntIsEverybodysUntilTheLogToldWhose() throws UnreadableSnapshot {
        SnapshotWriter older = new SnapshotWriter();
        older.number(2);
        for (String why : List.of(WHY, "having sent phishing on 2026-05-01")) {
            older.number(4);
            older.raw(new byte[] {(byte) 203, 0, 113, (byte) (why.equals(WHY) ? 7 : 8)});
            older.time(NOW);
            older.time(NOW);
            older.text(why);
        }
        lookup.restoreBurnt(older.sealed(1));

        assertThat(locate(lookup, "203.0.113.7", "other.test", NOW).listedBy()).isEqualTo(WHY);
        assertThat(kind("203.0.113.8", NOW)).isEqualTo(NetworkKind.RESIDENTIAL);

        burn("203.0.113.7", WHY, NOW);
        lookup.forgetEverybodysBurns();
        assertThat(kind("203.0.113.7", NOW)).isEqualTo(NetworkKind.MALICIOUS);
        assertThat(locate(lookup, "203.0.113.7", "other.test", NOW).kind()).isEqualTo(NetworkKind.RESIDENTIAL);
    }

    @Test
    void keepsReasonsShortAndPrintable() {
        burn("203.0.113.7", "a\r\nb" + "x".repeat(10_000), NOW);

        assertThat(locate("203.0.113.7", NOW).listedBy()).startsWith("a??bx").hasSizeLessThan(300);
    }

    @Test
    void staysBurntInAnotherLookup() throws UnreadableSnapshot {
        burn("203.0.113.7", WHY, NOW.plusNanos(1));
        burn("203.0.113.7", "sent phishing", NOW.plus(Duration.ofDays(20)));
        burn("2001:db8:1:2::7", WHY, NOW);
        OriginLookup other = lookup();
        other.burn(Address.parse("203.0.113.9").orElseThrow(), HARMED, WHY, NOW);

        other.restoreBurnt(lookup.burntSnapshot());

        for (String address : List.of("203.0.113.7", "203.0.113.8", "2001:db8:1:2::9", "2001:db8:1:3::7")) {
            for (Instant at : List.of(NOW, NOW.plusNanos(1), NOW.plus(LASTS), NOW.plus(LASTS.multipliedBy(2)))) {
                assertThat(locate(other, address, HARMED, at))
                        .as("%s at %s", address, at)
                        .isEqualTo(locate(address, at));
            }
        }
        assertThat(locate(other, "203.0.113.9", HARMED, NOW).kind()).isEqualTo(NetworkKind.MALICIOUS);
    }

    @Test
    void noneAreReadFromDamagedBytes() {
        burn("203.0.113.7", WHY, NOW);
        byte[] whole = lookup.burntSnapshot();
        OriginLookup other = lookup();
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i]++;
            assertThatThrownBy(() -> other.restoreBurnt(damaged)).isInstanceOf(UnreadableSnapshot.class);
        }
        SnapshotWriter unlikely = new SnapshotWriter();
        unlikely.raw(new byte[] {1, 3, 192 - 256, 0, 2});
        assertThatThrownBy(() -> other.restoreBurnt(unlikely.sealed(1))).isInstanceOf(UnreadableSnapshot.class);

        assertThat(locate(other, "203.0.113.7", HARMED, NOW).kind()).isEqualTo(NetworkKind.RESIDENTIAL);
    }
}
