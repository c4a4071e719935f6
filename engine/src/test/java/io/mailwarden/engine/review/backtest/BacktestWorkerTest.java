package io.mailwarden.engine.review.backtest;

import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.fixtures.InMemoryBacktestStore;
import io.mailwarden.engine.fixtures.RecordedLog;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.fixtures.TestTrials;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BacktestWorkerTest {

    private final RecordedLog log = new RecordedLog();
    private final Scenario story = Scenario.recorded(EngineConfig.defaults(), log);
    private final InMemoryBacktestStore store = new InMemoryBacktestStore();
    private final TestTrials trials = new TestTrials(EngineConfig.defaults(), EngineConfig.defaults());
    private final TestClock clock = TestClock.at("2026-05-03T12:00:00Z");
    private final List<Backtest> told = new ArrayList<>();
    private final AtomicInteger urgent = new AtomicInteger();
    private final AtomicInteger rests = new AtomicInteger();

    private final Urgency urgency = new Urgency() {
        @Override
        public boolean urgent() {
            return urgent.get() > 0;
        }

        @Override
        public void rest() {
            urgent.decrementAndGet();
            rests.incrementAndGet();
            clock.advance(Duration.ofSeconds(1));
        }
    };

    private final BacktestRunner nobody = new BacktestRunner() {
        @Override
        public String start(Backtest backtest) {
            return "task-1";
        }

        @Override
        public void cancel(Backtest backtest) {}
    };

    BacktestWorkerTest() {
        story.usually(OSLO, OSLO_OFFICE);
    }

    @AfterEach
    void close() {
        story.close();
        assertThat(trials.open()).as("engines that are left open").isZero();
    }

    private LiveBacktests backtests() {
        return new LiveBacktests(store, log, trials, nobody, clock);
    }

    private Optional<Backtest> begin() {
        Instant to = story.now().plusSeconds(1);
        return backtests().start(new BacktestRequest(to.minus(Duration.ofDays(10)), to, Map.of("any", "other")), "bob");
    }

    // A second passes whenever it tells how far it is.
    private Backtest run(Backtest backtest) throws InterruptedException {
        return new BacktestWorker(store, log, trials, urgency, clock).run(backtest, one -> {
            told.add(one);
            clock.advance(Duration.ofSeconds(1));
        });
    }

    @Test
    void isWorkedOffAndKept() throws InterruptedException {
        Backtest begun = begin().orElseThrow();
        assertThat(begun.start().learnsFrom())
                .as("as far back as there are events")
                .isEqualTo(log.oldest().get());
        assertThat(begun.share()).isZero();

        Backtest done = run(begun);

        assertThat(store.find(begun.id())).contains(done);
        assertThat(done.status().state()).isEqualTo(BacktestState.DONE);
        assertThat(done.status().task()).isEqualTo("task-1");
        assertThat(done.share()).isEqualTo(1);
        assertThat(done.result().orElseThrow().read().compared()).isGreaterThan(100);
        assertThat(told).hasSizeGreaterThan(3).extracting(Backtest::share).isSorted();
        assertThat(told.get(1).share()).isBetween(0.01, 0.9);
    }

    @Test
    void letsWhatIsUrgentGoFirst() throws InterruptedException {
        Backtest begun = begin().orElseThrow();
        urgent.set(200);

        Backtest done = run(begun);

        assertThat(rests).hasValue(200);
        assertThat(done.status().state()).isEqualTo(BacktestState.DONE);
    }

    @Test
    void givesSignsOfLifeWhileItRests() throws InterruptedException {
        Backtest begun = begin().orElseThrow();
        urgent.set(200);

        new BacktestWorker(store, log, trials, urgency, clock).run(begun, one -> {
            assertThat(begin().isPresent()).as("another").isNotEqualTo(one.running());
            assertThat(backtests().find(begun.id()).orElseThrow().status().state())
                    .isNotEqualTo(BacktestState.INTERRUPTED);
            clock.advance(Duration.ofSeconds(1));
        });

        assertThat(rests).hasValue(200);
    }

    @Test
    void stopsWhenItWasCancelledElsewhere() throws InterruptedException {
        Backtest begun = begin().orElseThrow();

        Backtest ended = new BacktestWorker(store, log, trials, urgency, clock).run(begun, one -> {
            backtests().cancel(begun.id(), "carol");
            clock.advance(Duration.ofSeconds(1));
        });

        assertThat(ended.status().state()).isEqualTo(BacktestState.CANCELLED);
        assertThat(ended.status().words()).isEqualTo("cancelled by carol");
        assertThat(ended.progress().events()).isLessThan(300);
        assertThat(backtests().cancel(begun.id(), "carol")).isEmpty();
        assertThat(begin()).isPresent();
    }

    @Test
    void isCancelledWithItsThread() {
        Backtest begun = begin().orElseThrow();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> run(begun)).isInstanceOf(InterruptedException.class);

        assertThat(store.find(begun.id()).orElseThrow().status().state()).isEqualTo(BacktestState.CANCELLED);
    }

    @Test
    void saysWhyItFailed() {
        Backtest begun = begin().orElseThrow();
        BacktestWorker worker = new BacktestWorker(store, log, trials, urgency, clock);

        assertThatThrownBy(() -> worker.run(begun, one -> {
                    throw new IllegalStateException("no ear");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(store.find(begun.id()).orElseThrow().status())
                .extracting(Backtest.Status::state, Backtest.Status::words)
                .containsExactly(BacktestState.FAILED, "it failed: no ear");
        assertThat(begin()).isPresent();
    }

    @Test
    void oneThatIsSilentForMinutesMakesRoom() {
        Backtest begun = begin().orElseThrow();
        clock.advance(Duration.ofMinutes(2));
        assertThat(begin()).isEmpty();

        clock.advance(Duration.ofSeconds(1));

        assertThat(begin()).isPresent();
        assertThat(store.find(begun.id()).orElseThrow().status().state()).isEqualTo(BacktestState.INTERRUPTED);
    }

    @Test
    void wrongSettingsBeginNothing() {
        Instant to = story.now();
        BacktestRequest wrong = new BacktestRequest(to.minusSeconds(9), to, Map.of(TestTrials.WRONG, "1"));

        assertThatThrownBy(() -> backtests().start(wrong, "bob")).isInstanceOf(IllegalArgumentException.class);

        assertThat(store.latest(9)).isEmpty();
    }

    @Test
    void aPeriodWithoutEventsBeginsNothing() {
        Instant to = log.oldest().orElseThrow();
        BacktestRequest early = new BacktestRequest(to.minusSeconds(9), to, Map.of("any", "other"));

        assertThatThrownBy(() -> backtests().start(early, "bob")).hasMessageContaining("none before");
    }
}
