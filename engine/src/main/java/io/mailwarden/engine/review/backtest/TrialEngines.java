package io.mailwarden.engine.review.backtest;

import java.time.Duration;
import java.util.Map;

/** Port to the maker of engines for back-tests. Thread-safe. */
public interface TrialEngines {

    /**
     * How long before the period an engine with these settings has to begin to learn.
     *
     * @param changes on top of the settings in force; none for these alone
     * @throws IllegalArgumentException saying what is wrong with them, or that they change nothing that can be tried
     */
    Duration learnsFor(Map<String, String> changes);

    /**
     * A new engine that knows nothing yet.
     *
     * @param changes on top of the settings in force; none for these alone
     * @throws IllegalArgumentException likewise
     */
    TrialEngine open(Map<String, String> changes);
}
