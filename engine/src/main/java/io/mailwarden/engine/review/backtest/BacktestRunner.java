package io.mailwarden.engine.review.backtest;

/** Port to what runs back-tests, James's task manager. Implementations are thread-safe and never throw. */
public interface BacktestRunner {

    /** Begins to work on it, off this thread; returns the id of the task that does. */
    String start(Backtest backtest);

    /** Ends the task that works on it, where this node has it; elsewhere its worker finds that it has ended. */
    void cancel(Backtest backtest);
}
