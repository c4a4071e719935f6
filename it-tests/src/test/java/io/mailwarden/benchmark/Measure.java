package io.mailwarden.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** One figure of a run. */
enum Measure {
    THROUGHPUT("operations a second", 0, Run::perSecond),
    PROCESSOR_TIME("processor time each, ms", 3, Run::millisEach),
    ALLOCATED("allocated each, KB", 1, run -> run.each(run.heap().allocatedBytes()) / 1e3),
    WRITTEN("handed to write calls each, bytes", 0, run -> run.each(run.io().bytesWritten())),
    TO_DISK("pages for the disk each, bytes", 0, run -> run.each(run.io().bytesToDisk())),
    WRITE_CALLS("write calls each", 2, run -> run.each(run.io().writeCalls())),
    COMMITS("commits a second", 1, Run::commitsPerSecond),
    LOG(
            "write-ahead log of PostgreSQL each, bytes",
            0,
            run -> run.each(run.store().logBytes())),
    LIVE_HEAP("live heap after it, MB", 1, run -> run.heap().liveBytes() / 1e6),
    LONGEST_YOUNG(
            "longest young collection, ms", 0, run -> run.heap().longestYoung().toMillis());

    private final String label;
    private final int decimals;

    @SuppressWarnings("ImmutableEnumChecker") // without state
    private final ToDoubleFunction<Run> figure;

    Measure(String label, int decimals, ToDoubleFunction<Run> figure) {
        this.label = label;
        this.decimals = decimals;
        this.figure = figure;
    }

    /** For tables. */
    String label() {
        return label;
    }

    /** How many to show. */
    int decimals() {
        return decimals;
    }

    /** Of these runs, in order. */
    Series of(List<Run> runs) {
        return new Series(runs.stream().map(figure::applyAsDouble).toList());
    }
}
