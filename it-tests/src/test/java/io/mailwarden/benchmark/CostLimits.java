package io.mailwarden.benchmark;

/**
 * What Mailwarden may cost a James for one operation, beyond the same James without it: limits a little above what was
 * counted last, with the goal beside each. Lower them whenever it costs less; {@code docs/benchmarks.md} says what is in
 * them.
 */
final class CostLimits {

    /** Handed to write calls for a log-in. Goal: 2 000 (mean of 1 000). */
    static final double LOGIN_BYTES = 16_000;

    /** Pages that have to go to the disk for a log-in. Goal: 2 000. */
    static final double LOGIN_DISK_BYTES = 20_000;

    /** Write calls for a log-in. */
    static final double LOGIN_WRITE_CALLS = 6;

    /** Allocated for a log-in. */
    static final double LOGIN_ALLOCATED = 60_000;

    /** Handed to write calls for a message of 3 KB. Goal: 6 000. */
    static final double MESSAGE_BYTES = 40_000;

    /** Pages that have to go to the disk for a message of 3 KB. Goal: 6 000. */
    static final double MESSAGE_DISK_BYTES = 48_000;

    /** Write calls for a message. Goal: 3. */
    static final double MESSAGE_WRITE_CALLS = 16;

    /** Allocated for a message of 3 KB. */
    static final double MESSAGE_ALLOCATED = 250_000;

    /** Transactions committed in a second of load. Goal: 10. */
    static final double COMMITS_A_SECOND = 100;

    private CostLimits() {}
}
