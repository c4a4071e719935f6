package io.mailwarden.plugin.backtest;

import io.mailwarden.engine.review.backtest.Backtest;
import java.time.Instant;
import org.apache.james.task.TaskExecutionDetails.AdditionalInformation;

/**
 * What WebAdmin shows of a back-test's task.
 *
 * @param backtest its id
 * @param events that are read
 * @param percent of the time that is read
 * @param timestamp when that was
 */
record BacktestTaskProgress(String backtest, long events, int percent, Instant timestamp)
        implements AdditionalInformation {

    private static final int PERCENT = 100;

    static BacktestTaskProgress of(Backtest backtest) {
        return new BacktestTaskProgress(
                backtest.id(),
                backtest.progress().events(),
                (int) (PERCENT * backtest.share()),
                backtest.status().at());
    }
}
