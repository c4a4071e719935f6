package io.mailwarden.engine.review.backtest;

import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port to the back-tests that are kept, the same for all nodes. Thread-safe. Every method throws
 * {@link StoreUnavailable} when the store cannot be reached.
 */
public interface BacktestStore {

    /** Keeps a new one; kept when this returns. False when another runs: of all nodes, one runs at a time. */
    boolean begin(Backtest backtest);

    /** Keeps it as it is now, unless it has ended meanwhile: then false, and it stays as it ended. */
    boolean save(Backtest backtest);

    /** Those that gave no sign of life since then are interrupted, as of that time. */
    void interrupt(Instant silentSince, Instant now);

    /** That one, with what it found. */
    Optional<Backtest> find(String id);

    /** The latest, newest first, without what they found. */
    List<Backtest> latest(int limit);

    /** Forgets those that began before then; returns how many. One that runs stays. */
    int forget(Instant before);
}
