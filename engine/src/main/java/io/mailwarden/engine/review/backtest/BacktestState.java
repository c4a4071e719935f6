package io.mailwarden.engine.review.backtest;

import java.util.Locale;

/** Where a back-test stands. */
public enum BacktestState {
    /** It reads, or waits for its turn. */
    RUNNING,
    /** It is through. */
    DONE,
    /** An administrator ended it. */
    CANCELLED,
    /** It could not go on. */
    FAILED,
    /** Its server ended in the middle. */
    INTERRUPTED;

    /** The name in the store and in the API: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that name; throws IllegalArgumentException. */
    public static BacktestState ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
