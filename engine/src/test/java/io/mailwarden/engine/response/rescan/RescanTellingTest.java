package io.mailwarden.engine.response.rescan;

import static io.mailwarden.engine.fixtures.Journaled.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.FakeHeldMessages;
import io.mailwarden.engine.fixtures.FakeJournal;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.response.rescan.Rescan.RescanState;
import io.mailwarden.engine.response.rescan.RescanService.End;
import io.mailwarden.engine.response.scan.ScanResult;
import io.mailwarden.engine.response.scan.ScanVerdict;
import io.mailwarden.engine.support.StoreUnavailable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a re-scan found is told, whatever the moment at which the process dies. */
class RescanTellingTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final int MOST_STEPS = 100;

    private final TestClock clock = TestClock.at("2026-01-01T01:00:00Z");
    private final FakeJournal journal = new FakeJournal();
    private final List<Rescan> asked = new ArrayList<>();
    private RescanStore store = new InMemoryRescanStore();

    /** The process is dead: no handler of errors may handle it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void send() {
        journal.entries().add("segment", List.of(message(BOB, 1)));
    }

    private RescanService node(RescanStore seen, Consumer<Rescan> listener) {
        return new RescanService(
                        journal,
                        new FakeHeldMessages(),
                        (target, sensitivity) -> new ScanResult(ScanVerdict.MALICIOUS, 0.9, List.of("it is bad")),
                        seen,
                        (rescan, malicious, taking) -> Map.of(),
                        clock)
                .telling(listener);
    }

    private static End run(RescanService pass) {
        return pass.run(pass.begin(BOB, "i1", true), reached -> {});
    }

    @Test
    void isToldOnceByWhoeverBroughtItToItsEnd() {
        RescanService pass = node(store, asked::add);

        assertThat(run(pass)).isEqualTo(End.DONE);
        clock.advance(RescanService.LEASE);
        pass.tellUntold();

        assertThat(asked).singleElement().satisfies(told -> {
            assertThat(told.status().state()).isEqualTo(RescanState.DONE);
            assertThat(told.counts().malicious()).isEqualTo(1);
        });
    }

    @Test
    void untoldRescanIsToldLater() {
        RescanService failing = node(store, rescan -> {
            throw new StoreUnavailable("raise an alert", new IllegalStateException("gone"));
        });
        assertThatThrownBy(() -> run(failing)).isInstanceOf(StoreUnavailable.class);
        RescanService pass = node(store, asked::add);

        pass.tellUntold();
        assertThat(asked).isEmpty();

        clock.advance(RescanService.LEASE);
        pass.tellUntold();
        pass.tellUntold();
        assertThat(asked).hasSize(1);
    }

    @Test
    void twoNodesDoNotBothTellOfIt() {
        RescanService other = node(store, asked::add);
        RescanService slow = node(store, rescan -> {
            other.tellUntold();
            asked.add(rescan);
        });

        assertThat(run(slow)).isEqualTo(End.DONE);

        assertThat(asked).hasSize(1);
    }

    /** Whom it tells has each re-scan once, as the outbox of alerts does. */
    @Test
    void isToldThoughTheProcessDiesAtAnyStep() {
        for (boolean before : new boolean[] {true, false}) {
            boolean died = true;
            for (int step = 1; died; step++) {
                assertThat(step).as("steps").isLessThan(MOST_STEPS);
                store = new InMemoryRescanStore();
                Set<String> told = new LinkedHashSet<>();
                RescanService alive = node(store, rescan -> told.add(rescan.id()));
                Rescan rescan = alive.begin(BOB, "i1", true);

                died = diesAt(step, before, rescan, told);

                clock.advance(RescanService.LEASE);
                store.abandoned(clock.instant(), 9).forEach(left -> alive.run(left, reached -> {}));
                alive.tellUntold();
                assertThat(told).as("after step " + step).containsExactly(rescan.id());
                assertThat(store.untold(clock.instant().plus(RescanService.LEASE), 9))
                        .isEmpty();
            }
        }
    }

    private boolean diesAt(int step, boolean before, Rescan rescan, Set<String> told) {
        RescanService dying = node(dyingAt(step, before), done -> told.add(done.id()));
        try {
            dying.run(rescan, reached -> {});
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    private RescanStore dyingAt(int last, boolean before) {
        RescanStore lasting = store;
        int[] steps = {0};
        return (RescanStore) Proxy.newProxyInstance(
                RescanStore.class.getClassLoader(), new Class<?>[] {RescanStore.class}, (proxy, method, given) -> {
                    steps[0]++;
                    die(before && steps[0] == last);
                    try {
                        Object result = method.invoke(lasting, given);
                        die(steps[0] == last);
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void die(boolean dies) {
        if (dies) {
            throw new Killed();
        }
    }
}
