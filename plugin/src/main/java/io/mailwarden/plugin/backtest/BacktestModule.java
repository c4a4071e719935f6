package io.mailwarden.plugin.backtest;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.eventlog.EventHistory;
import io.mailwarden.engine.response.ResponseStores;
import io.mailwarden.engine.review.backtest.BacktestStore;
import io.mailwarden.engine.review.backtest.BacktestWorker;
import io.mailwarden.engine.review.backtest.Backtests;
import io.mailwarden.engine.review.backtest.LiveBacktests;
import io.mailwarden.engine.review.backtest.TrialEngines;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import javax.inject.Singleton;
import org.apache.james.task.TaskManager;

/** Binds the back-test, over the store and the settings that are bound elsewhere. */
public final class BacktestModule extends AbstractModule {

    @Provides
    @Singleton
    TrialEngines engines(Function<Map<String, String>, EngineConfig> settings, ResponseStores live) {
        return new EngineTrials(settings, live);
    }

    @Provides
    @Singleton
    JamesBacktestRunner runner(
            BacktestStore store, EventHistory history, TrialEngines engines, TaskManager tasks, Clock clock) {
        return new JamesBacktestRunner(
                new BacktestWorker(store, history, engines, new RescanUrgency(tasks), clock), tasks);
    }

    @Provides
    @Singleton
    Backtests backtests(
            BacktestStore store, EventHistory history, TrialEngines engines, JamesBacktestRunner runner, Clock clock) {
        return new LiveBacktests(store, history, engines, runner, clock);
    }
}
