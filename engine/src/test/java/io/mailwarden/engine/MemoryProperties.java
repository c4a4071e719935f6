package io.mailwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.fixtures.TestStore;
import io.mailwarden.engine.incident.InMemoryIncidentStore;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentQuery;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** However often profiles leave memory, nodes end or are killed, what is known is what one node would know. */
class MemoryProperties {

    private static final String START = "2026-03-02T08:00:00Z";
    private static final int ACCOUNTS = 160;
    private static final int TINY = 100;
    private static final int EVENTS = 1_500;

    private final TestClock clock = TestClock.at(START);

    /** A node that ends and begins again; its incidents last. */
    private static final class Restless {

        private final TestStore store = new TestStore();
        private final InMemoryIncidentStore incidents = new InMemoryIncidentStore(10_000);
        private final int number;
        private final long room;
        private final TestClock clock;
        private LastingEngine node;

        Restless(int number, long room, TestClock clock) {
            this.number = number;
            this.room = room;
            this.clock = clock;
            node = begin();
        }

        private LastingEngine begin() {
            LastingEngine engine = LastingEngine.on(store.node(number), incidents, clock, Runnable::run, room);
            engine.follow();
            return engine;
        }

        /** Its log was written. */
        void killed() {
            node.store.flush();
            node = begin();
        }

        void ended() {
            node.close();
            node = begin();
        }
    }

    @Property(tries = 12)
    void evictionsAndRestartsChangeNothing(@ForAll long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        History history = new History(seed, clock, ACCOUNTS, true);
        Restless restless = new Restless(1, TINY, clock);
        Restless steady = new Restless(1, 10_000, clock);
        for (int i = 0; i < EVENTS; i++) {
            Event event = history.next();
            assertThat(restless.node.engine.examine(event).verdict().label())
                    .isEqualTo(steady.node.engine.examine(event).verdict().label());
            switch (chance.nextInt(100)) {
                case 0 -> {
                    dismiss(restless.node, event.account());
                    dismiss(steady.node, event.account());
                }
                case 1 ->
                    assertThat(unblock(restless.node, event.account()))
                            .isEqualTo(unblock(steady.node, event.account()));
                default -> {}
            }
            disturb(restless, chance.nextInt(500));
        }
        restless.node.store.flush();
        steady.node.store.flush();
        for (Account account : history.accounts()) {
            assertSame(restless.node, steady.node, account);
        }
        assertThat(restless.node.alarms.standing()).isEmpty();
    }

    private static void disturb(Restless node, int chance) {
        switch (chance) {
            case 0, 1 -> node.killed();
            case 2, 3 -> node.ended();
            case 4, 5 -> node.node.saveOrganisation();
            case 6, 7 -> node.node.saveAll();
            default -> {
                if (chance < 60) {
                    node.node.save();
                }
            }
        }
    }

    private static void dismiss(LastingEngine engine, Account account) {
        engine.review().incidents(IncidentQuery.latest(1_000)).items().stream()
                .filter(incident -> incident.account().equals(account) && !incident.over())
                .map(Incident::id)
                .findFirst()
                .ifPresent(id -> assertThat(engine.review().dismiss(id)).isTrue());
    }

    private static boolean unblock(LastingEngine engine, Account account) {
        return engine.engine.controls().unblock(account, "carol").resolved().isPresent();
    }

    private static void assertSame(LastingEngine restless, LastingEngine steady, Account account) {
        assertThat(restless.profile(account).isPresent())
                .as("%s is known", account)
                .isEqualTo(steady.profile(account).isPresent());
        restless.profile(account).ifPresent(bytes -> {
            assertThat(bytes)
                    .as("profile of %s", account)
                    .isEqualTo(steady.profile(account).orElseThrow());
            assertThat(bytes).as("profile of %s by its log", account).isEqualTo(restless.folded(account));
        });
    }

    @Property(tries = 12)
    void twoNodesThatFollowEachOtherKnowTheSame(@ForAll long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        History history = new History(seed, clock, 30, false);
        TestStore store = new TestStore();
        InMemoryIncidentStore incidents = new InMemoryIncidentStore(10_000);
        List<LastingEngine> nodes = List.of(
                LastingEngine.on(store.node(1), incidents, clock, Runnable::run, TINY),
                LastingEngine.on(store.node(2), incidents, clock, Runnable::run, TINY));
        for (int i = 0; i < EVENTS / 2; i++) {
            LastingEngine node = nodes.get(chance.nextInt(2));
            node.engine.examine(history.next());
            node.store.flush();
            nodes.get(0).follow();
            nodes.get(1).follow();
        }
        for (Account account : history.accounts()) {
            assertThat(nodes.get(0).profile(account).isPresent())
                    .isEqualTo(nodes.get(1).profile(account).isPresent());
            nodes.get(0).profile(account).ifPresent(bytes -> assertThat(bytes)
                    .as("profile of %s", account)
                    .isEqualTo(nodes.get(1).profile(account).orElseThrow()));
        }
    }
}
