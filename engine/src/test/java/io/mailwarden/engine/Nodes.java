package io.mailwarden.engine;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.fixtures.ManualExecutor;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.fixtures.TestMessage;
import io.mailwarden.engine.fixtures.TestStore;
import io.mailwarden.engine.incident.InMemoryIncidentStore;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.response.ResponseActions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/** Engines on one store, of which Alice is well known. */
final class Nodes {

    static final Account ALICE = new Account("alice@example.org");
    static final Account BOB = new Account("bob@example.org");
    static final Account NOBODY = new Account("nobody@example.org");

    final TestClock clock = TestClock.at("2026-03-02T08:00:00Z");
    final TestStore store = new TestStore();
    final InMemoryIncidentStore incidents = new InMemoryIncidentStore(1_000);
    final ManualExecutor loading = new ManualExecutor();

    LastingEngine engine(int node, Executor executor) {
        return LastingEngine.on(store.node(node), incidents, clock, executor, 1_000);
    }

    /** Alice has been at home for thirty days; the node that saw it has ended. */
    void aliceIsKnown() {
        isKnown(ALICE);
    }

    /** As Alice is. */
    void isKnown(Account account) {
        try (LastingEngine past = engine(1, Runnable::run)) {
            for (int day = 0; day < 30; day++) {
                for (int i = 0; i < 6; i++) {
                    past.engine.examine(login(account, Spot.OSLO, Outcome.ACCEPTED));
                    past.engine.examine(message(account, Spot.OSLO, List.of("friend" + i + "@far.example")));
                    clock.advance(Duration.ofHours(4));
                }
            }
        }
    }

    Login login(Account account, Spot spot, Outcome outcome) {
        Login.Source source = new Login.Source(address(spot), Client.UNKNOWN, true, "session", Optional.of(spot.geo()));
        Login.Secret secret = new Login.Secret(
                OptionalInt.of(outcome == Outcome.ACCEPTED ? 7 : clock.instant().getNano() / 1_000_000 % 4096),
                Optional.empty());
        return new Login(clock.instant(), account, Protocol.IMAP, outcome, Optional.of(source), secret);
    }

    Message message(Account account, Spot spot, List<String> to) {
        return new Message(
                clock.instant(),
                account,
                Optional.of(address(spot)),
                Optional.of(spot.geo()),
                to,
                TestMessage.to(to).content());
    }

    static Address address(Spot spot) {
        return Address.parse(spot.prefix() + 7).orElseThrow();
    }

    boolean knows(LastingEngine engine, Account account, Spot spot) {
        long network = Keys.of(address(spot).network());
        return engine.engine
                .profiles()
                .tell(account, profile -> profile.knows(Trait.NETWORK, network, clock.instant()))
                .orElse(false);
    }

    /** A node that answers incidents through these actions. */
    LastingEngine equipped(int number, ResponseActions actions) {
        LastingEngine node = engine(number, Runnable::run);
        node.engine.equip(actions);
        return node;
    }

    /** A thief in Lagos logs in as Alice, and writes to strangers. */
    void takenOver(LastingEngine node) {
        takenOver(node, ALICE);
    }

    void takenOver(LastingEngine node, Account account) {
        node.engine.examine(login(account, Spot.LAGOS, Outcome.ACCEPTED));
        clock.advance(Duration.ofMinutes(1));
        node.engine.examine(message(account, Spot.LAGOS, strangers()));
    }

    /** Somebody in Lagos guesses passwords of Alice; the right one is among them, and is rejected. */
    void guessed(LastingEngine node) {
        for (int guess = 0; guess < 5; guess++) {
            clock.advance(Duration.ofMillis(1));
            node.engine.examine(login(ALICE, Spot.LAGOS, Outcome.REFUSED));
        }
        node.engine.examine(login(ALICE, Spot.LAGOS, Outcome.ACCEPTED));
    }

    /** Somebody in Lagos logs in as Alice, and does no more. */
    void suspected(LastingEngine node) {
        node.engine.examine(login(ALICE, Spot.LAGOS, Outcome.ACCEPTED));
    }

    static List<String> strangers() {
        return IntStream.range(0, 60)
                .mapToObj(i -> "stranger" + i + "@away.example")
                .toList();
    }

    /** The latest incident. */
    Incident incident(LastingEngine node) {
        return node.review().incidents(IncidentQuery.latest(1)).items().get(0);
    }
}
