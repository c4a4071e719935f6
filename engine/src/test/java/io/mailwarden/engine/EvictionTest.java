package io.mailwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.fixtures.TestStore;
import io.mailwarden.engine.incident.InMemoryIncidentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvictionTest {

    private static final int THREADS = 5;
    private static final int EVENTS = 20_000;

    private final TestClock clock = TestClock.at("2026-03-02T08:00:00Z");

    @Test
    void profilesEvictedUnderLoadAreWhatTheLogMakesOfThem() throws Exception {
        History history = new History(1, clock, 140, true);
        List<Event> events =
                IntStream.range(0, EVENTS).mapToObj(i -> history.next()).toList();
        ExecutorService loading = Executors.newFixedThreadPool(2);
        LastingEngine node =
                LastingEngine.on(new TestStore().node(1), new InMemoryIncidentStore(10_000), clock, loading, 100);

        assessAndSave(node, events);
        // Nothing is loaded any more once nothing waits but what was given to the threads by then.
        while (node.engine.profiles().loader().waiting() > 0) {
            Thread.onSpinWait();
        }
        loading.shutdown();
        assertThat(loading.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        node.store.flush();

        assertThat(node.alarms.standing()).isEmpty();
        for (Account account : history.accounts()) {
            assertThat(node.profile(account).orElseThrow())
                    .as("profile of %s", account)
                    .isEqualTo(node.folded(account));
        }
    }

    private static void assessAndSave(LastingEngine node, List<Event> events) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
        AtomicBoolean ends = new AtomicBoolean();
        Future<?> saving = threads.submit(() -> {
            while (!ends.get()) {
                node.save();
            }
        });
        List<Future<?>> assessing = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread;
            assessing.add(threads.submit(() -> {
                for (int i = first; i < EVENTS; i += THREADS) {
                    node.engine.expect(events.get(i).account());
                    node.engine.assess(events.get(i));
                }
            }));
        }
        for (Future<?> one : assessing) {
            one.get(60, TimeUnit.SECONDS);
        }
        ends.set(true);
        saving.get(60, TimeUnit.SECONDS);
        threads.shutdown();
    }
}
