package io.mailwarden.engine.eventlog;

/**
 * The health of the store since the start: entries written, waiting and dropped, and its failures.
 *
 * @param written events that were written
 * @param waiting events that wait to be written
 * @param dropped events that were not written and never will be
 * @param failures steps that failed
 * @param recoveries how often it came back
 */
public record StoreHealth(long written, long waiting, long dropped, long failures, long recoveries) {

    /** Of what keeps all in memory. */
    public static final StoreHealth NONE = new StoreHealth(0, 0, 0, 0, 0);
}
