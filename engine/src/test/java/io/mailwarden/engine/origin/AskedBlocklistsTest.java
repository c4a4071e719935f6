package io.mailwarden.engine.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.fixtures.FakeDnsBlocklists;
import io.mailwarden.engine.fixtures.OriginSettings;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Alarms.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AskedBlocklistsTest {

    private static final String ADDRESS = "203.0.113.7";

    private final TestClock clock = TestClock.at("2026-05-03T06:00:00Z");
    private final Alarms alarms = new Alarms(clock);
    private final FakeDnsBlocklists dns = new FakeDnsBlocklists();
    private final OriginLookup lookup = lookup(List.of("dnsbl.example.org"), dns);

    private OriginLookup lookup(List<String> zones, DnsBlocklists asked) {
        OriginConfig config = OriginSettings.shipped()
                .safe("192.0.2.0/24")
                .asked(zones, Duration.ofSeconds(30))
                .build();
        return new OriginLookup(config, asked, alarms, clock);
    }

    private Origin locate(String address) {
        return lookup.locate(Address.parse(address), Optional.empty(), clock.instant());
    }

    private List<String> causes() {
        return alarms.standing().stream().map(Alarm::cause).toList();
    }

    @Test
    void nobodyWaitsForTheAnswerAndTheNextLookUpKnowsIt() {
        assertThat(locate(ADDRESS).kind()).isEqualTo(NetworkKind.RESIDENTIAL);
        assertThat(locate(ADDRESS).kind()).isEqualTo(NetworkKind.RESIDENTIAL);
        assertThat(dns.waiting()).containsExactly(ADDRESS);

        dns.answer("dnsbl.example.org");

        assertThat(locate(ADDRESS).kind()).isEqualTo(NetworkKind.MALICIOUS);
        assertThat(locate(ADDRESS).listedBy()).isEqualTo("dnsbl.example.org");
        assertThat(locate("203.0.113.8").kind()).isEqualTo(NetworkKind.RESIDENTIAL);
    }

    @Test
    void aListingCountsForADayAndACleanAnswerForAnHour() {
        locate(ADDRESS);
        dns.answer("dnsbl.example.org");
        clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(locate(ADDRESS).kind()).isEqualTo(NetworkKind.MALICIOUS);

        clock.advance(Duration.ofSeconds(1));
        assertThat(locate(ADDRESS).kind()).isEqualTo(NetworkKind.RESIDENTIAL);
        dns.answerNone();
        clock.advance(Duration.ofHours(1).minusSeconds(1));
        locate(ADDRESS);
        assertThat(dns.asked()).isEqualTo(2);

        clock.advance(Duration.ofSeconds(1));
        locate(ADDRESS);
        assertThat(dns.asked()).isEqualTo(3);
    }

    @Test
    void aFailureIsAlarmedAndAskedAgainAfterFiveMinutes() {
        locate(ADDRESS);
        dns.fail("dnsbl.example.org refuses to answer");

        assertThat(locate(ADDRESS).kind()).isEqualTo(NetworkKind.RESIDENTIAL);
        assertThat(alarms.standing()).singleElement().satisfies(alarm -> assertThat(alarm.text())
                .contains("dnsbl.example.org refuses to answer"));
        assertThat(dns.asked()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(5));
        locate(ADDRESS);
        assertThat(dns.asked()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(1));
        dns.answerNone();
        assertThat(causes()).isEmpty();
    }

    @Test
    void anAlarmStandsWhileListsFailNowAndThen() {
        locate(ADDRESS);
        dns.fail("slow");
        clock.advance(Duration.ofMinutes(4));
        locate("203.0.113.8");
        dns.answerNone();

        assertThat(causes()).containsExactly("dns-blocklists");
    }

    @Test
    void asksForSixtyFourAtOnceAndCountsTheRest() {
        for (int host = 1; host <= 70; host++) {
            locate("203.0.113." + host);
        }
        assertThat(dns.waiting()).hasSize(64);
        assertThat(causes()).containsExactly("dns-blocklists-busy");
        assertThat(lookup.knowledge())
                .contains("DNS block lists: 64 addresses asked for, 0 listed, 0 failed, 6 not asked for");

        dns.answerNone();
        locate("203.0.113.70");

        assertThat(dns.waiting()).containsExactly("203.0.113.70");
        assertThat(causes()).isEmpty();
    }

    @Test
    void asksForNoAddressThatIsSafeOrPrivate() {
        for (String address : List.of("192.0.2.7", "192.168.1.7", "127.0.0.1", "fd00::7")) {
            locate(address);
        }
        assertThat(dns.asked()).isZero();
    }

    @Test
    void asksNothingAboutThePast() {
        Instant longAgo = clock.instant().minus(Duration.ofHours(2));

        lookup.locate(Address.parse(ADDRESS), Optional.empty(), longAgo);
        assertThat(dns.asked()).isZero();

        locate(ADDRESS);
        dns.answer("dnsbl.example.org");
        assertThat(lookup.locate(Address.parse(ADDRESS), Optional.empty(), longAgo)
                        .kind())
                .isEqualTo(NetworkKind.RESIDENTIAL);
    }

    @Test
    void asksNobodyWithoutZones() {
        OriginLookup without = lookup(List.of(), dns);

        without.locate(Address.parse(ADDRESS), Optional.empty(), clock.instant());

        assertThat(dns.asked()).isZero();
        assertThat(without.knowledge()).noneMatch(line -> line.contains("DNS"));
    }

    @Test
    void aBlocklistThatThrowsHarmsNobody() {
        OriginLookup throwing = lookup(List.of("dnsbl.example.org"), address -> {
            throw new IllegalStateException("broken");
        });

        assertThat(throwing.locate(Address.parse(ADDRESS), Optional.empty(), clock.instant())
                        .kind())
                .isEqualTo(NetworkKind.RESIDENTIAL);
        assertThat(causes()).containsExactly("dns-blocklists");
    }

    @Test
    @Timeout(120)
    void anAnswerThatDoesNotComeIsAFailure() {
        CompletableFuture<Optional<String>> never = new CompletableFuture<>();
        AskedBlocklists impatient = new AskedBlocklists(address -> never, Duration.ofMillis(1), alarms, clock);
        assertThat(impatient.zoneOf(Address.parse(ADDRESS).orElseThrow(), clock.instant()))
                .isEmpty();

        while (causes().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(causes()).containsExactly("dns-blocklists");
    }
}
