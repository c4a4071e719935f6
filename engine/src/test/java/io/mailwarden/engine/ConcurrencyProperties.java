package io.mailwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Geo;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Events of one account from many threads give no anomaly that they would not give in order. weakforced, whose policies
 * keep the last position by a reset and an addition, finds false impossible travel there.
 */
class ConcurrencyProperties {

    private static final int THREADS = 8;
    private static final int EVENTS = 400;
    private static final int AT_ONCE = 33;
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final Account BOB = new Account("bob@example.org");
    private static final List<Spot> PLACES = List.of(Spot.OSLO, Spot.OSLO_OFFICE);

    private final Alarms alarms = new Alarms(TestClock.at("2026-05-04T12:00:00Z"));

    @Property(tries = 15)
    void manyThreadsAtOnceFindNothingThatWouldNotBeFoundInOrder(@ForAll Random random) throws Exception {
        List<Event> events = anHour(random);
        assertThat(found(inOrder(events))).isEmpty();

        assertThat(found(sideBySide(events, random))).isEmpty();
    }

    @Property(tries = 5)
    void anomaliesAreFoundInAnyOrder(@ForAll Random random) throws Exception {
        List<Event> events = anHour(random);
        events.add(login(Spot.LAGOS, NOW.plusSeconds(1_800), Outcome.ACCEPTED));
        assertThat(found(inOrder(events))).contains("new-country");

        assertThat(found(sideBySide(events, random))).contains("new-country").doesNotContain("sending-cap");
    }

    // Logins from the two places that it always uses, a phone that repeats its old password, and messages.
    private static List<Event> anHour(Random random) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Instant at = NOW.plusSeconds(9L * i);
            Spot place = PLACES.get(random.nextInt(PLACES.size()));
            if (i % 8 == 0) {
                events.add(message(place, at, i));
            } else {
                events.add(login(place, at, i % 4 == 1 ? Outcome.REFUSED : Outcome.ACCEPTED));
            }
        }
        return events;
    }

    private List<Anomaly> inOrder(List<Event> events) {
        try (Engine engine = experienced()) {
            return events.stream()
                    .sorted(Comparator.comparing(Event::at))
                    .flatMap(event -> engine.examine(event).anomalies().stream())
                    .toList();
        }
    }

    // What happens within five minutes comes in any order, from all threads at once.
    private List<Anomaly> sideBySide(List<Event> events, Random random) throws Exception {
        List<Event> sorted = new ArrayList<>(events);
        sorted.sort(Comparator.comparing(Event::at));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Engine engine = experienced()) {
            List<Anomaly> found = new ArrayList<>();
            for (int from = 0; from < sorted.size(); from += AT_ONCE) {
                List<Event> some = sorted.subList(from, Math.min(sorted.size(), from + AT_ONCE));
                Collections.shuffle(some, random);
                List<Callable<List<Anomaly>>> tasks = new ArrayList<>();
                some.forEach(event -> tasks.add(() -> engine.examine(event).anomalies()));
                for (Future<List<Anomaly>> task : threads.invokeAll(tasks)) {
                    found.addAll(task.get());
                }
            }
            return found;
        } finally {
            threads.shutdownNow();
        }
    }

    private Engine experienced() {
        Engine engine = Engine.create(EngineConfig.defaults(), alarms, TestClock.at("2026-05-04T13:00:00Z"));
        for (int day = 30; day > 0; day--) {
            for (int i = 0; i < 4; i++) {
                Instant at = NOW.minus(Duration.ofDays(day)).plusSeconds(900L * i);
                engine.learn(login(PLACES.get(i % 2), at, Outcome.ACCEPTED));
                engine.learn(message(PLACES.get(i % 2), at, i));
            }
        }
        return engine;
    }

    private static List<String> found(List<Anomaly> anomalies) {
        return anomalies.stream().map(Anomaly::type).distinct().toList();
    }

    private static Login login(Spot place, Instant at, Outcome outcome) {
        Client client = new Client("Thunderbird", "128.0", "Linux");
        Login.Source source = new Login.Source(address(place), client, true, "session", geo(place));
        int mark = outcome == Outcome.ACCEPTED ? 7 : 42;
        return new Login(
                at,
                BOB,
                Protocol.IMAP,
                outcome,
                Optional.of(source),
                new Login.Secret(OptionalInt.of(mark), Optional.empty()));
    }

    private static Message message(Spot place, Instant at, int number) {
        return new Message(
                at,
                BOB,
                Optional.of(address(place)),
                geo(place),
                List.of("friend" + number % 4 + "@partner.example"),
                Message.Content.UNREADABLE);
    }

    private static Address address(Spot place) {
        return Address.parse(place.prefix() + 7).orElseThrow();
    }

    private static Optional<Geo> geo(Spot place) {
        return Optional.of(place.geo());
    }
}
