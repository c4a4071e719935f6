package io.mailwarden.benchmark;

import io.mailwarden.process.HeapUse;
import io.mailwarden.process.ProcessIo;
import java.time.Duration;

/**
 * What was done in one run, and what the server's process used for it.
 *
 * @param operations how many
 * @param time from the first one's beginning until the last message had passed all mailets and queues
 * @param processorTime of all its threads
 * @param io what it wrote; that it writes a moment later, too
 * @param store what its store counted
 * @param heap of the run, from a full collection before to one after it
 */
record Run(int operations, Duration time, Duration processorTime, ProcessIo io, StoreUse store, HeapUse heap) {

    double perSecond() {
        return operations / seconds();
    }

    /** Milliseconds of processor time for one operation. */
    double millisEach() {
        return processorTime.toNanos() / 1e6 / operations;
    }

    /** Of anything, for one operation. */
    double each(long count) {
        return (double) count / operations;
    }

    double commitsPerSecond() {
        return store.commits() / seconds();
    }

    private double seconds() {
        return time.toNanos() / 1e9;
    }
}
