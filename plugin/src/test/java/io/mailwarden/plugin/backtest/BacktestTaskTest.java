package io.mailwarden.plugin.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.EventHistory;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.Topic;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.engine.fixtures.BacktestStoreContract;
import io.mailwarden.engine.fixtures.InMemoryBacktestStore;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.fixtures.TestTrials;
import io.mailwarden.engine.review.backtest.Backtest;
import io.mailwarden.engine.review.backtest.BacktestState;
import io.mailwarden.engine.review.backtest.BacktestWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.james.task.Hostname;
import org.apache.james.task.MemoryTaskManager;
import org.apache.james.task.Task;
import org.apache.james.task.TaskId;
import org.apache.james.task.TaskManager.Status;
import org.apache.james.task.TaskType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Back-tests of a log without end, in James's own task manager. */
@Timeout(60)
class BacktestTaskTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");
    private static final Account BOB = new Account("bob@example.org");

    /** A log without end, that says when it is read; time passes with it. */
    private static final class Endless implements EventHistory {

        private final CountDownLatch read = new CountDownLatch(1);
        private final TestClock clock = TestClock.at("2026-05-03T12:00:00Z");

        @Override
        public Optional<Instant> oldest() {
            return Optional.of(NOON);
        }

        @Override
        public Iterator<LoggedEntry> since(Instant from) {
            return Stream.generate(() -> {
                        read.countDown();
                        clock.advance(Duration.ofMillis(10));
                        return new LoggedEntry(1, 1, new CacheInvalidation(NOON, BOB, Topic.BLOCK, ""));
                    })
                    .iterator();
        }
    }

    private final MemoryTaskManager tasks = new MemoryTaskManager(new Hostname("here"));
    private final InMemoryBacktestStore store = new InMemoryBacktestStore();
    private final Endless history = new Endless();
    private final TestTrials trials = new TestTrials(EngineConfig.defaults(), EngineConfig.defaults());
    private final JamesBacktestRunner runner = new JamesBacktestRunner(
            new BacktestWorker(store, history, trials, new RescanUrgency(tasks), history.clock), tasks);

    @AfterEach
    void stop() {
        tasks.stop();
    }

    private Backtest started() throws InterruptedException {
        Backtest begun = BacktestStoreContract.begun("bt-1", NOON);
        assertThat(store.begin(begun)).isTrue();
        Backtest running = begun.as(runner.start(begun));
        assertThat(history.read.await(30, TimeUnit.SECONDS)).isTrue();
        return running;
    }

    /** A re-scan that says when it has begun, and lasts until it may end. */
    private static final class OtherTask implements Task {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);

        @Override
        public Result run() throws InterruptedException {
            begun.countDown();
            mayEnd.await();
            return Result.COMPLETED;
        }

        @Override
        public TaskType type() {
            return TaskType.of("mailwarden-rescan");
        }
    }

    @Test
    void rescanDoesNotWaitForItAndItRestsMeanwhile() throws Exception {
        Backtest running = started();
        OtherTask rescan = new OtherTask();

        TaskId id = tasks.submit(rescan);

        assertThat(rescan.begun.await(2, TimeUnit.SECONDS)).isTrue();
        assertThat(status(running)).isEqualTo(Status.IN_PROGRESS);
        assertThat(new RescanUrgency(tasks).urgent()).isTrue();
        rescan.mayEnd.countDown();
        tasks.await(id, Duration.ofSeconds(30));
        assertThat(new RescanUrgency(tasks).urgent()).isFalse();
        runner.cancel(running);
    }

    @Test
    void isCancelledWithItsTask() throws Exception {
        Backtest running = started();

        runner.cancel(running);

        tasks.await(new TaskId(UUID.fromString(running.status().task())), Duration.ofSeconds(30));
        assertThat(status(running)).isEqualTo(Status.CANCELLED);
        while (store.find("bt-1").orElseThrow().running()) {
            Thread.onSpinWait();
        }
        assertThat(store.find("bt-1").orElseThrow().status().state()).isEqualTo(BacktestState.CANCELLED);
        assertThat(trials.open()).isZero();
    }

    private Status status(Backtest running) {
        return tasks.getExecutionDetails(
                        new TaskId(UUID.fromString(running.status().task())))
                .getStatus();
    }
}
