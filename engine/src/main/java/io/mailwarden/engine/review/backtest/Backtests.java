package io.mailwarden.engine.review.backtest;

import io.mailwarden.engine.support.StoreUnavailable;
import java.util.List;
import java.util.Optional;

/**
 * What an administrator does with back-tests. Thread-safe; every method may wait, and throws {@link StoreUnavailable}.
 */
public interface Backtests {

    /**
     * Begins one, which runs on its own.
     *
     * @param by the administrator
     * @return it; empty when another runs
     * @throws IllegalArgumentException saying what is wrong with the changed settings
     */
    Optional<Backtest> start(BacktestRequest request, String by);

    /** The latest, newest first, without what they found. */
    List<Backtest> latest();

    /** That one, with what it found so far. */
    Optional<Backtest> find(String id);

    /** Ends one that runs; empty when there is none of that id, or it has ended. */
    Optional<Backtest> cancel(String id, String by);
}
