package io.mailwarden.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.fixtures.TestClock;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JamesDnsBlocklistsTest {

    private static final String ONE = "one.example.org";
    private static final String TWO = "two.example.net";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final TestClock clock = TestClock.at("2026-05-03T06:00:00Z");
    private final FakeDns dns = new FakeDns();
    private final List<JamesDnsBlocklists> opened = new ArrayList<>();

    @AfterEach
    void close() {
        dns.open();
        opened.forEach(JamesDnsBlocklists::close);
    }

    private JamesDnsBlocklists asking(String... zones) {
        JamesDnsBlocklists blocklists = new JamesDnsBlocklists(dns, List.of(zones), clock);
        opened.add(blocklists);
        return blocklists;
    }

    private CompletableFuture<Optional<String>> listed(JamesDnsBlocklists blocklists, String address) {
        return blocklists.listed(Address.parse(address).orElseThrow()).toCompletableFuture();
    }

    private void alive(String... zones) throws UnknownHostException {
        for (String zone : zones) {
            dns.with("2.0.0.127." + zone + ".", "127.0.0.2");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 7.113.0.203",
        "2001:db8::567:89ab, b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2",
        "::ffff:203.0.113.7, 7.113.0.203",
    })
    void asksForTheReversedAddressAsRfc5782Says(String address, String reversed) throws UnknownHostException {
        alive(ONE);
        dns.with(reversed + "." + ONE + ".", "127.0.0.4");

        assertThat(listed(asking(ONE), address)).succeedsWithin(SOON).isEqualTo(Optional.of(ONE));
    }

    @Test
    void anUnknownNameIsNotListed() throws UnknownHostException {
        alive(ONE, TWO);

        assertThat(listed(asking(ONE, TWO), "203.0.113.7")).succeedsWithin(SOON).isEqualTo(Optional.empty());
        assertThat(dns.asked()).contains("7.113.0.203." + ONE + ".", "7.113.0.203." + TWO + ".");
    }

    @Test
    void onlyAnswersOf127Count() throws UnknownHostException {
        alive(ONE);
        dns.with("7.113.0.203." + ONE + ".", "192.0.2.80");

        assertThat(listed(asking(ONE), "203.0.113.7")).succeedsWithin(SOON).isEqualTo(Optional.empty());
    }

    @Test
    void policyListingsOfSpamhausDoNotCount() throws UnknownHostException {
        alive("zen.spamhaus.org");
        dns.with("7.113.0.203.zen.spamhaus.org.", "127.0.0.10").with("8.113.0.203.zen.spamhaus.org.", "127.0.0.4");
        JamesDnsBlocklists blocklists = asking("zen.spamhaus.org");

        assertThat(listed(blocklists, "203.0.113.7")).succeedsWithin(SOON).isEqualTo(Optional.empty());
        assertThat(listed(blocklists, "203.0.113.8")).succeedsWithin(SOON).isEqualTo(Optional.of("zen.spamhaus.org"));
    }

    @Test
    void aRefusalIsAFailureThatNamesTheZoneAndItsCode() throws UnknownHostException {
        alive(ONE);
        dns.with("7.113.0.203." + ONE + ".", "127.255.255.254");

        assertThat(listed(asking(ONE), "203.0.113.7"))
                .failsWithin(SOON)
                .withThrowableOfType(Exception.class)
                .withMessageContaining(ONE + " refuses to answer this resolver (code 127.255.255.254)");
    }

    @Test
    void aZoneThatIsNoneOrDeadIsAFailure() {
        assertThat(listed(asking(ONE), "203.0.113.7"))
                .failsWithin(SOON)
                .withThrowableOfType(Exception.class)
                .withMessageContaining(ONE + " does not list its test address");
    }

    @Test
    void aZoneThatListsTheWholeWorldIsNotBelieved() throws UnknownHostException {
        alive(ONE);
        dns.with("1.0.0.127." + ONE + ".", "127.0.0.2").with("7.113.0.203." + ONE + ".", "127.0.0.2");

        assertThat(listed(asking(ONE), "203.0.113.7"))
                .failsWithin(SOON)
                .withThrowableOfType(Exception.class)
                .withMessageContaining("the whole world");
    }

    @Test
    void aZoneIsTestedOnceAnHourAndWhenItFailedAfterFiveMinutes() throws UnknownHostException {
        JamesDnsBlocklists blocklists = asking(ONE);
        assertThat(listed(blocklists, "203.0.113.7")).failsWithin(SOON);
        alive(ONE);
        assertThat(listed(blocklists, "203.0.113.7")).failsWithin(SOON);

        clock.advance(Duration.ofMinutes(5));
        assertThat(listed(blocklists, "203.0.113.7")).succeedsWithin(SOON);
        clock.advance(Duration.ofMinutes(59));
        assertThat(listed(blocklists, "203.0.113.7")).succeedsWithin(SOON);
        assertThat(dns.asked()).filteredOn(("2.0.0.127." + ONE + ".")::equals).hasSize(2);

        clock.advance(Duration.ofMinutes(1));
        assertThat(listed(blocklists, "203.0.113.7")).succeedsWithin(SOON);
        assertThat(dns.asked()).filteredOn(("2.0.0.127." + ONE + ".")::equals).hasSize(3);
    }

    @Test
    void aZoneThatFailsHidesNoOther() throws UnknownHostException {
        alive(TWO);
        dns.with("7.113.0.203." + TWO + ".", "127.0.0.2");
        JamesDnsBlocklists blocklists = asking(ONE, TWO);

        assertThat(listed(blocklists, "203.0.113.7")).succeedsWithin(SOON).isEqualTo(Optional.of(TWO));
        assertThat(listed(blocklists, "203.0.113.8")).failsWithin(SOON);
    }

    @Test
    void tooManyQuestionsAreRefusedAtOnceWithoutBlocking() throws UnknownHostException {
        alive(ONE);
        dns.shut();
        JamesDnsBlocklists blocklists = asking(ONE);

        List<CompletableFuture<Optional<String>>> answers = new ArrayList<>();
        for (int host = 0; host < 100; host++) {
            answers.add(listed(blocklists, "203.0.113." + host));
        }

        assertThat(answers)
                .filteredOn(CompletableFuture::isCompletedExceptionally)
                .hasSize(100 - 8 - 64);
        assertThat(answers.get(99))
                .failsWithin(SOON)
                .withThrowableOfType(Exception.class)
                .withRootCauseInstanceOf(RejectedExecutionException.class);
        dns.open();
        assertThat(answers.get(0)).succeedsWithin(SOON);
    }
}
