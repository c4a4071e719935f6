package io.mailwarden.admin;

import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.LogEntry.Decision;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.fixtures.BacktestStoreContract;
import io.mailwarden.engine.fixtures.InMemoryBacktestStore;
import io.mailwarden.engine.fixtures.RecordedLog;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.fixtures.TestTrials;
import io.mailwarden.engine.review.backtest.Backtest;
import io.mailwarden.engine.review.backtest.BacktestRequest;
import io.mailwarden.engine.review.backtest.BacktestRunner;
import io.mailwarden.engine.review.backtest.Backtests;
import io.mailwarden.engine.review.backtest.LiveBacktests;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Back-tests that never come to an end by themselves; i1 has, and i2 runs on, in nobody's way. */
final class FakeBacktests implements Backtests, BacktestRunner {

    /** When the log begins. */
    static final Instant OLDEST = Instant.parse("2026-01-01T00:00:00Z");

    final InMemoryBacktestStore store = new InMemoryBacktestStore();
    private final TestClock clock = TestClock.at("2026-05-03T12:00:00Z");
    private final Backtests live;

    FakeBacktests() {
        RecordedLog log = new RecordedLog();
        log.append(new Reviewed(OLDEST, new Account("bob@example.org"), Decision.DISMISSED, List.of(), ""));
        TestTrials trials = new TestTrials(EngineConfig.defaults(), EngineConfig.defaults());
        live = new LiveBacktests(store, log, trials, this, clock);
        Backtest ended = BacktestStoreContract.begun("i1", clock.instant().minusSeconds(60));
        store.begin(ended);
        store.save(ended.done(BacktestStoreContract.RESULT, clock.instant()));
    }

    @Override
    public String start(Backtest backtest) {
        return "5ca3f4d0-0000-4000-8000-000000000002";
    }

    @Override
    public void cancel(Backtest backtest) {}

    @Override
    public Optional<Backtest> start(BacktestRequest request, String by) {
        return live.start(request, by);
    }

    @Override
    public List<Backtest> latest() {
        return live.latest();
    }

    @Override
    public Optional<Backtest> find(String id) {
        return id.equals("i2") ? Optional.of(aside()) : live.find(id);
    }

    @Override
    public Optional<Backtest> cancel(String id, String by) {
        return id.equals("i2") ? Optional.of(aside()) : live.cancel(id, by);
    }

    private Backtest aside() {
        return BacktestStoreContract.begun("i2", clock.instant());
    }
}
