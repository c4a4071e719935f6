package io.mailwarden.engine.review.backtest;

import io.mailwarden.engine.eventlog.EventHistory;
import io.mailwarden.engine.review.backtest.Backtest.Start;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Back-tests over the event log of this store. Thread-safe. */
public final class LiveBacktests implements Backtests {

    private static final int LISTED = 100;
    private static final Duration KEPT = Duration.ofDays(365);

    private final BacktestStore store;
    private final EventHistory history;
    private final TrialEngines engines;
    private final BacktestRunner runner;
    private final Clock clock;

    public LiveBacktests(
            BacktestStore store, EventHistory history, TrialEngines engines, BacktestRunner runner, Clock clock) {
        this.store = store;
        this.history = history;
        this.engines = engines;
        this.runner = runner;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Backtest> start(BacktestRequest request, String by) {
        Instant now = clock.instant();
        Duration learnsFor = longer(engines.learnsFor(Map.of()), engines.learnsFor(request.changes()));
        Instant oldest = history.oldest()
                .filter(request.to()::isAfter)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a period of which events are kept: there are none before " + request.to()));
        Instant from = later(request.from().minus(learnsFor), oldest);
        Backtest backtest = Backtest.begin(
                newId(now), request, new Start(by, now, from.isAfter(request.from()) ? request.from() : from));
        tidy(now);
        if (!store.begin(backtest)) {
            return Optional.empty();
        }
        return Optional.of(submitted(backtest));
    }

    private Backtest submitted(Backtest backtest) {
        Backtest running = backtest.as(runner.start(backtest));
        // It may be through by now.
        return store.save(running) ? running : store.find(backtest.id()).orElse(running);
    }

    private void tidy(Instant now) {
        store.interrupt(now.minus(BacktestWorker.SILENT), now);
        var unused = store.forget(now.minus(KEPT));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String newId(Instant at) {
        return String.format(
                Locale.ROOT,
                "bt-%011x-%s",
                at.toEpochMilli(),
                UUID.randomUUID().toString().substring(0, 8));
    }

    @Override
    public List<Backtest> latest() {
        interruptSilent();
        return store.latest(LISTED);
    }

    @Override
    public Optional<Backtest> find(String id) {
        interruptSilent();
        return store.find(id);
    }

    private void interruptSilent() {
        Instant now = clock.instant();
        store.interrupt(now.minus(BacktestWorker.SILENT), now);
    }

    @Override
    public Optional<Backtest> cancel(String id, String by) {
        Optional<Backtest> ended = store.find(id)
                .filter(Backtest::running)
                .map(running -> running.ended(BacktestState.CANCELLED, "cancelled by " + by, clock.instant()))
                .filter(store::save);
        ended.ifPresent(runner::cancel);
        return ended;
    }
}
