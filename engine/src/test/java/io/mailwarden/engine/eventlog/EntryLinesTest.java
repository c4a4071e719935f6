package io.mailwarden.engine.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.event.Position;
import io.mailwarden.engine.eventlog.EntryLines.Line;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.LogEntry.Topic;
import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Origin.Trust;
import io.mailwarden.engine.origin.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntryLinesTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final Address ADDRESS = Address.parse("2001:db8::1").orElseThrow();
    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00.123456789Z");
    private static final PhishingReceived EVENT = new PhishingReceived(NOON, BOB, ADDRESS);

    private final Random random = new Random(20261122);

    @Test
    void whateverIsKnownReadsBackTheSame() {
        for (int i = 0; i < 500; i++) {
            EventAssessed assessed = new EventAssessed(EVENT, origin(), outcome());

            Line line = EntryLines.write(assessed);

            assertThat(line.entry()).doesNotContain("\n", "\u0000");
            assertThat(EntryLineParser.parse(BOB, line))
                    .usingRecursiveComparison()
                    .isEqualTo(assessed);
        }
    }

    @Test
    void whatIsAsUsualTakesFewCharacters() {
        Line line = EntryLines.write(new EventAssessed(EVENT, Origin.UNKNOWN, EventOutcome.COUNTED));

        assertThat(line.entry()).isEqualTo("{\"learning\":\"nothing\"}");
    }

    @Test
    void whatALaterVersionAddsIsPassedOver() {
        Line line = EntryLines.write(new EventAssessed(EVENT, Origin.UNKNOWN, EventOutcome.COUNTED));
        String later =
                """
                {"learning":"nothing","future":{"a":[1]},"marks":["arrived","future"],"found":[
                {"type":"new","evidence":["place","future"],"score":0.5,"explanation":"x","future":1},
                {"type":"newer","evidence":["future"],"score":0.5,"explanation":"y"}],"deviations":[1,2,3]}""";

        EventAssessed assessed = (EventAssessed) EntryLineParser.parse(BOB, new Line(line.kind(), line.event(), later));

        assertThat(assessed.outcome().marks()).containsExactly(Mark.ARRIVED);
        assertThat(assessed.outcome().found())
                .containsExactly(new Suspicion(NOON, "new", Set.of(Evidence.PLACE), 0.5, 0, "x"));
        assertThat(assessed.outcome().deviations()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsRefused() {
        Line invalidation = EntryLines.write(new CacheInvalidation(NOON, BOB, Topic.INCIDENT, "1"));
        List<Line> bad = List.of(
                new Line(invalidation.kind(), invalidation.event(), "{"),
                new Line(invalidation.kind(), invalidation.event(), "{}"),
                new Line(
                        invalidation.kind(),
                        invalidation.event(),
                        invalidation.entry().replace("incident", "future")),
                new Line("login", Optional.empty(), "{}"),
                new Line("login", Optional.of("{}"), "{}"),
                new Line("reviewed", Optional.empty(), "{\"time\":\"noon\",\"decision\":\"confirmed\"}"));

        assertThat(bad).allSatisfy(line -> assertThatThrownBy(() -> EntryLineParser.parse(BOB, line))
                .isInstanceOf(IllegalArgumentException.class));
    }

    private Origin origin() {
        Optional<Address> address = maybe(ADDRESS);
        Optional<Position> position = maybe(new Position(180 * random.nextDouble() - 90, -180 * random.nextDouble()));
        return new Origin(
                address,
                random.nextBoolean() ? address.map(Address::network) : maybe(Network.parse("192.0.2.0/28")),
                maybe(new Place("NO", maybe("Å\"\\\n"), position, random.nextDouble() * 1000)),
                maybe("AS1 \u0000 x").orElse(""),
                random.nextBoolean() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty(),
                NetworkKind.values()[random.nextInt(4)],
                maybe("list").orElse(""),
                Trust.values()[random.nextInt(3)]);
    }

    private EventOutcome outcome() {
        List<Suspicion> found = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            found.add(new Suspicion(
                    random.nextBoolean() ? NOON : NOON.minusNanos(random.nextInt()),
                    "type",
                    some(Evidence.class, 1),
                    random.nextDouble(),
                    random.nextBoolean() ? 0 : random.nextLong(),
                    "why"));
        }
        float[] values = new float[Deviations.Feature.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(random.nextInt() & 0xC0FFFFFF | 0x30000000);
        }
        return new EventOutcome(
                maybe("hold").orElse(EventOutcome.ALLOW),
                found,
                Learning.values()[random.nextInt(4)],
                some(Mark.class, 0),
                random.nextBoolean() ? 0 : random.nextFloat(),
                random.nextBoolean() ? 0 : random.nextInt(1000),
                maybe(new Deviations(values)));
    }

    private <E extends Enum<E>> Set<E> some(Class<E> type, int least) {
        EnumSet<E> some = EnumSet.noneOf(type);
        Arrays.stream(type.getEnumConstants())
                .filter(constant -> random.nextInt(4) == 0)
                .forEach(some::add);
        if (some.size() < least) {
            some.add(type.getEnumConstants()[0]);
        }
        return some;
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }
}
