package io.mailwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Geo;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Position;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class EngineProperties {

    private static final Instant NOW = Instant.parse("2026-05-03T12:00:00Z");

    private final Alarms alarms = new Alarms(TestClock.at("2026-05-03T12:00:00Z"));

    @Property(tries = 300)
    void answersWhateverComes(@ForAll("streams") List<Event> events) {
        try (Engine engine = engine()) {
            for (Event event : events) {
                Verdict verdict = engine.assess(event);
                assertThat(verdict)
                        .isNotInstanceOf(event instanceof Message ? Verdict.Reject.class : Verdict.Hold.class);
            }
        }
        assertThat(alarms.standing()).as("failures that assess() hid").isEmpty();
    }

    @Property(tries = 300)
    void scoresLieWithinZeroAndOneAndEachAnomalyExplainsItself(@ForAll("streams") List<Event> events) {
        try (Engine engine = engine()) {
            for (Event event : events) {
                for (Anomaly anomaly : engine.examine(event).anomalies()) {
                    assertThat(anomaly.score().value()).isBetween(0.0, 1.0);
                    assertThat(anomaly.explanation().text())
                            .isNotBlank()
                            .doesNotContain("NaN", "Infinity", "null", "Optional");
                }
            }
        }
    }

    @Property(tries = 300)
    void sameHistoryGivesTheSameVerdicts(@ForAll("streams") List<Event> events) {
        try (Engine first = engine();
                Engine second = engine()) {
            for (Event event : events) {
                assertThat(first.assess(event)).isEqualTo(second.assess(event));
            }
        }
    }

    private Engine engine() {
        return Engine.create(EngineConfig.defaults(), alarms, TestClock.at("2026-05-03T12:00:00Z"));
    }

    @Provide
    Arbitrary<List<Event>> streams() {
        return Arbitraries.<Event>frequencyOf(
                        Tuple.of(6, logins()), Tuple.of(5, messages()), Tuple.of(1, clientsSeen()))
                .list()
                .ofMaxSize(60);
    }

    private static Arbitrary<Login> logins() {
        return Combinators.combine(
                        times(),
                        accounts(),
                        Arbitraries.of(Protocol.class),
                        Arbitraries.of(Login.Outcome.class),
                        sources().optional(),
                        Arbitraries.integers().between(0, 4095))
                .as((at, account, protocol, outcome, source, mark) -> new Login(
                        at,
                        account,
                        protocol,
                        outcome,
                        source,
                        new Login.Secret(
                                mark % 7 == 0 ? OptionalInt.empty() : OptionalInt.of(mark), Optional.empty())));
    }

    private static Arbitrary<Message> messages() {
        Arbitrary<List<String>> recipients = Arbitraries.oneOf(
                hostileText().list().ofMaxSize(5),
                Arbitraries.integers().between(0, 300).map(EngineProperties::many));
        return Combinators.combine(times(), accounts(), addresses().optional(), geos().optional(), recipients)
                .as((at, account, address, geo, to) ->
                        new Message(at, account, address, geo, to, Message.Content.UNREADABLE));
    }

    private static List<String> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "r" + count + "-" + i + "@example.net")
                .toList();
    }

    private static Arbitrary<ClientSeen> clientsSeen() {
        return Combinators.combine(times(), accounts(), hostileText(), hostileText())
                .as((at, account, session, client) -> new ClientSeen(at, account, session, Client.parse(client)));
    }

    private static Arbitrary<Login.Source> sources() {
        return Combinators.combine(
                        addresses(), hostileText(), Arbitraries.of(true, false), hostileText(), geos().optional())
                .as((address, client, tls, session, geo) ->
                        new Login.Source(address, Client.parse(client), tls, session, geo));
    }

    // Mostly within some days, so that windows meet; some far in the past, some in the future.
    private static Arbitrary<Instant> times() {
        return Arbitraries.frequencyOf(
                        Tuple.of(8, Arbitraries.longs().between(-7_200, 600)),
                        Tuple.of(4, Arbitraries.longs().between(-86_400L * 30, 86_400)),
                        Tuple.of(1, Arbitraries.longs().between(-86_400L * 365 * 60, 86_400L * 365 * 1000)))
                .map(NOW::plusSeconds);
    }

    private static Arbitrary<Account> accounts() {
        return Arbitraries.of("alice@example.org", "bob@example.org", "carol").map(Account::new);
    }

    private static Arbitrary<Address> addresses() {
        return Arbitraries.of(
                        "198.51.100.7",
                        "198.51.100.8",
                        "203.0.113.9",
                        "8.8.8.8",
                        "10.0.0.1",
                        "::1",
                        "2001:4600::1",
                        "::ffff:203.0.113.9",
                        "255.255.255.255",
                        "0.0.0.0",
                        "fe80::1")
                .map(literal -> Address.parse(literal).orElseThrow());
    }

    private static Arbitrary<Geo> geos() {
        Arbitrary<Position> positions = Combinators.combine(
                        Arbitraries.doubles().between(-90, 90),
                        Arbitraries.doubles().between(-180, 180))
                .as(Position::new);
        Arbitrary<Optional<Double>> accuracies =
                Arbitraries.doubles().between(0, 50_000).optional();
        Arbitrary<Optional<Long>> asns = Arbitraries.longs().optional();
        return Combinators.combine(
                        Arbitraries.oneOf(Arbitraries.of("NO", "NG", "se"), hostileText())
                                .optional(),
                        positions.optional(),
                        accuracies,
                        asns,
                        hostileText().optional(),
                        Arbitraries.of("hosting", "vpn", "tor", "malicious", "", "%s")
                                .optional())
                .as((country, position, accuracy, asn, name, network) -> new Geo(
                        country,
                        position,
                        accuracy.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                        asn.map(OptionalLong::of).orElse(OptionalLong.empty()),
                        name,
                        network));
    }

    private static Arbitrary<String> hostileText() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.of("", "%s%n%d", "a\r\nb", "\0", "\ud800", "\"", "x".repeat(100_000), "İ", "\u202e"));
    }
}
