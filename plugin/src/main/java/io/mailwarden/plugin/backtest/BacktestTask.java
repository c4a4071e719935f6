package io.mailwarden.plugin.backtest;

import io.mailwarden.engine.review.backtest.Backtest;
import io.mailwarden.engine.review.backtest.BacktestState;
import io.mailwarden.engine.review.backtest.BacktestWorker;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.james.task.AsyncSafeTask;
import org.apache.james.task.TaskExecutionDetails.AdditionalInformation;
import org.apache.james.task.TaskType;

/**
 * A back-test as a task of James: shown, and cancelled, by WebAdmin. James runs one task at a time, but those that say
 * of themselves that they are safe beside others it runs on threads of their own: so no re-scan waits for this one. It
 * only reads, and what is more urgent it lets go first.
 */
final class BacktestTask implements AsyncSafeTask {

    static final TaskType TYPE = TaskType.of("mailwarden-backtest");

    private final BacktestWorker worker;
    private final BooleanSupplier shown;
    private volatile Backtest backtest;

    /**
     * A task that has not begun.
     *
     * @param shown whether James knows how to show its progress
     */
    BacktestTask(Backtest backtest, BacktestWorker worker, BooleanSupplier shown) {
        this.backtest = backtest;
        this.worker = worker;
        this.shown = shown;
    }

    @Override
    public Result run() throws InterruptedException {
        Backtest ended = worker.run(backtest, reached -> backtest = reached);
        return ended.status().state() == BacktestState.DONE ? Result.COMPLETED : Result.PARTIAL;
    }

    @Override
    public TaskType type() {
        return TYPE;
    }

    @Override
    public Optional<AdditionalInformation> details() {
        return shown.getAsBoolean() ? Optional.of(BacktestTaskProgress.of(backtest)) : Optional.empty();
    }

    Backtest backtest() {
        return backtest;
    }
}
