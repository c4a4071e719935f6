package io.mailwarden.engine.detect;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.Engine;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.detect.login.CohortConfig;
import io.mailwarden.engine.detect.login.GuessedPasswordConfig;
import io.mailwarden.engine.detect.login.ManyAddressesConfig;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Settings;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import io.mailwarden.engine.support.Alarms;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What PowerDNS weakforced's regression tests of time windows expect, said in Mailwarden's words, with its limits: 20
 * different wrong passwords for one account, 30 failures from one address, 10 addresses on one account, 45 logins from
 * one network; and everything allowed again when the window has passed. Its window is 15 seconds; ours is a minute at
 * least.
 */
class WeakforcedConformanceTest {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private static final EngineConfig LIMITS = Settings.with(
            new GuessedPasswordConfig(20, 30, 45, 256, WINDOW),
            new ManyAddressesConfig(10, WINDOW),
            new CohortConfig(45, 45, WINDOW),
            new ProfileConfig(
                    1000,
                    1,
                    Duration.ZERO,
                    Duration.ofDays(180),
                    Duration.ofDays(30),
                    Duration.ofDays(7),
                    Duration.ofHours(12),
                    Duration.ZERO));

    private final TestClock clock = TestClock.at("2026-03-02T08:00:00Z");
    private final Engine engine = Engine.create(LIMITS, new Alarms(clock), clock);
    private final Scenario story = Scenario.with(LIMITS);

    @AfterEach
    void close() {
        story.close();
        engine.close();
    }

    @Test
    void twentyFiveDifferentPasswordsForOneAccountAreTooMany() {
        story.logsIn(OSLO).guesses(25, LAGOS).logsIn(LAGOS);

        assertThat(story.rejected()).isPositive();
        assertThat(story.anomaly("guessed-password").severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void twentyFiveTimesTheSamePasswordAreNot() {
        story.logsIn(OSLO).retriesStalePassword(25, LAGOS).logsIn(LAGOS);

        assertThat(story.rejected()).isZero();
    }

    @Test
    void thirtyTwoFailuresFromOneAddressAreTooMany() {
        for (int name = 0; name < 32; name++) {
            story.account("name" + name + "@example.org").logsIn(OSLO).guesses(1, LAGOS);
        }
        story.account("alice@example.org").logsIn(LAGOS);

        assertThat(story.rejected()).isPositive();
    }

    @Test
    void afterTheWindowAllIsAllowedAgain() {
        for (int name = 0; name < 32; name++) {
            story.account("name" + name + "@example.org").guesses(1, LAGOS);
        }
        story.account("alice@example.org").guesses(25, LAGOS);
        long before = story.rejected();

        story.after(WINDOW.plusSeconds(1)).logsIn(LAGOS).expectNothing();
        assertThat(story.rejected()).isEqualTo(before);
    }

    @Test
    void twelveAddressesOnOneAccountAreTooMany() {
        story.logsIn(OSLO.untold());
        for (int network = 1; network <= 11; network++) {
            story.after(Duration.ofSeconds(1)).logsIn(LAGOS.onNetwork(network).untold());
        }
        assertThat(story.anomaly("many-addresses").severity()).isEqualTo(Severity.SUSPECTED);
    }

    @Test
    void fiftyLoginsFromOneNetworkOfIpv4OrIpv6AreTooMany() {
        for (String pattern : List.of("192.0.2.%d", "2001:db8:1:1::%x")) {
            assertThat(found(pattern)).as(pattern).isNotEmpty().allMatch("cohort"::equals);
        }
    }

    @Test
    void fiftyMappedHostsAreFiftyIpv4Addresses() {
        assertThat(found("::ffff:%d.31.192.200")).isEmpty();
    }

    // What is found in one login each of fifty accounts that are at home elsewhere.
    private List<String> found(String pattern) {
        clock.advance(Duration.ofHours(2));
        for (int number = 1; number <= 50; number++) {
            login(number, "203.0." + number + ".1");
        }
        clock.advance(Duration.ofHours(2));
        return IntStream.rangeClosed(1, 50)
                .mapToObj(number -> login(number, String.format(Locale.ROOT, pattern, number)))
                .flatMap(List::stream)
                .toList();
    }

    private List<String> login(int number, String address) {
        Login.Source source = new Login.Source(
                Address.parse(address).orElseThrow(), Client.UNKNOWN, true, "session", Optional.empty());
        Login login = new Login(
                clock.instant(),
                new Account("account" + number + "@example.org"),
                Protocol.IMAP,
                Outcome.ACCEPTED,
                Optional.of(source),
                Login.Secret.NONE);
        return engine.examine(login).anomalies().stream().map(Anomaly::type).toList();
    }
}
