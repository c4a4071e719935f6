package io.mailwarden.plugin.backtest;

import io.mailwarden.engine.review.backtest.Backtest;
import io.mailwarden.engine.review.backtest.BacktestRunner;
import io.mailwarden.engine.review.backtest.BacktestWorker;
import java.util.UUID;
import org.apache.james.task.TaskId;
import org.apache.james.task.TaskManager;
import org.apache.james.task.TaskNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Back-tests as tasks of James. Thread-safe. */
final class JamesBacktestRunner implements BacktestRunner {

    private static final Logger LOGGER = LoggerFactory.getLogger(JamesBacktestRunner.class);

    private final BacktestWorker worker;
    private final TaskManager tasks;
    private volatile boolean shown;

    JamesBacktestRunner(BacktestWorker worker, TaskManager tasks) {
        this.worker = worker;
        this.tasks = tasks;
    }

    @Override
    public String start(Backtest backtest) {
        String task = tasks.submit(task(backtest)).asString();
        LOGGER.info("back-test {} begun by={}", backtest.id(), backtest.start().by());
        return task;
    }

    /** The task that works on it. */
    BacktestTask task(Backtest backtest) {
        return new BacktestTask(backtest, worker, () -> shown);
    }

    @Override
    public void cancel(Backtest backtest) {
        try {
            tasks.cancel(new TaskId(UUID.fromString(backtest.status().task())));
        } catch (IllegalArgumentException | TaskNotFoundException e) {
            LOGGER.debug("back-test {} has no task here", backtest.id(), e);
        }
    }

    /** James knows from now on how to show progress: a list of tasks with one that it cannot show would be an error. */
    void show() {
        shown = true;
    }
}
