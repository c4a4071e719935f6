package io.mailwarden.engine.review.backtest;

import io.mailwarden.engine.eventlog.EventHistory;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Works a back-test off on one thread: some events at a time, giving way in between to what is more urgent, and telling
 * the store that it lives. Thread-safe.
 */
public final class BacktestWorker {

    /** A back-test without a sign of life for so long has lost its server. */
    static final Duration SILENT = Duration.ofMinutes(2);

    private static final Duration TELLS_EVERY = Duration.ofSeconds(1);

    // A few milliseconds.
    private static final int AT_ONCE = 100;

    private static final String CANCELLED = "its task was cancelled";

    private final BacktestStore store;
    private final EventHistory history;
    private final TrialEngines engines;
    private final Urgency urgency;
    private final Clock clock;

    public BacktestWorker(
            BacktestStore store, EventHistory history, TrialEngines engines, Urgency urgency, Clock clock) {
        this.store = store;
        this.history = history;
        this.engines = engines;
        this.urgency = urgency;
        this.clock = clock;
    }

    /**
     * Works it off, and keeps how it ended. When that cannot be kept, it is found interrupted in a while.
     *
     * @param progress is told how far it is, often
     * @return how it ended
     * @throws InterruptedException when the thread is interrupted: it is kept as cancelled
     * @throws StoreUnavailable when the store fails
     */
    public Backtest run(Backtest backtest, Consumer<Backtest> progress) throws InterruptedException {
        try (BacktestRun run = new BacktestRun(backtest, history, engines)) {
            return run(backtest, run, progress);
        } catch (InterruptedException e) {
            keep(backtest.ended(BacktestState.CANCELLED, CANCELLED, clock.instant()));
            throw e;
        } catch (StoreUnavailable e) {
            // Whoever waits for a connection, or reads, is woken by the end of the task, too.
            boolean cancelled = interrupted(e);
            keep(backtest.ended(
                    cancelled ? BacktestState.CANCELLED : BacktestState.FAILED,
                    cancelled ? CANCELLED : "the store could not be read",
                    clock.instant()));
            throw e;
        } catch (RuntimeException e) {
            keep(backtest.ended(BacktestState.FAILED, "it failed: " + e.getMessage(), clock.instant()));
            throw e;
        }
    }

    private static boolean interrupted(Throwable error) {
        boolean woken = Thread.interrupted();
        for (Throwable one = error; one != null && !woken; one = one.getCause()) {
            woken = one instanceof InterruptedException;
        }
        return woken;
    }

    private Backtest run(Backtest backtest, BacktestRun run, Consumer<Backtest> progress) throws InterruptedException {
        Backtest now = backtest;
        while (run.goOn(AT_ONCE)) {
            now = told(now, run);
            progress.accept(now);
            if (!now.running()) {
                return now;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("back-test " + backtest.id());
            }
        }
        Backtest done = keep(now.at(run.progress(), clock.instant()).done(run.result(), clock.instant()));
        progress.accept(done);
        return done;
    }

    // As the store has it, when it has ended there.
    private Backtest told(Backtest last, BacktestRun run) throws InterruptedException {
        Instant at = clock.instant();
        if (!at.isBefore(last.status().at()) && at.isBefore(last.status().at().plus(TELLS_EVERY))) {
            return last;
        }
        Backtest now = keep(last.at(run.progress(), at));
        while (now.running() && urgency.urgent()) {
            urgency.rest();
            now = keep(now.at(run.progress(), clock.instant()));
        }
        return now;
    }

    private Backtest keep(Backtest backtest) {
        return store.save(backtest) ? backtest : store.find(backtest.id()).orElse(backtest);
    }
}
