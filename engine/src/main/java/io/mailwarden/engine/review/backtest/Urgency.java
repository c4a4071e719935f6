package io.mailwarden.engine.review.backtest;

/** Port to what is more urgent than a back-test: a re-scan after a takeover. Thread-safe; never throws else. */
public interface Urgency {

    /** Whether it waits or runs at this moment. */
    boolean urgent();

    /** Returns after a second or so. */
    void rest() throws InterruptedException;
}
