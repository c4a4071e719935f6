package io.mailwarden.benchmark;

/**
 * What Mailwarden may cost a James for one operation, beyond the same James without it, with the goal beside each. Those
 * of bytes, write calls and commits stand above what a17a874 cost by counts of its process; those of allocations are
 * wide. Lower them to a little above what {@link CostIT} prints whenever it costs less.
 */
final class CostLimits {

    /** Handed to write calls for a log-in. Goal: 2 000 (mean of 1 000). */
    static final double LOGIN_BYTES = 18_000;

    /** Pages that have to go to the disk for a log-in. Goal: 2 000. */
    static final double LOGIN_DISK_BYTES = 30_000;

    /** Write calls for a log-in. */
    static final double LOGIN_WRITE_CALLS = 6;

    /** Allocated for a log-in. */
    static final double LOGIN_ALLOCATED = 150_000;

    /** Transactions committed in a second of log-ins. Goal: 10. */
    static final double LOGIN_COMMITS_A_SECOND = 40;

    /** Handed to write calls for a message of 3 KB. Goal: 6 000. */
    static final double MESSAGE_BYTES = 40_000;

    /** Pages that have to go to the disk for a message of 3 KB. Goal: 6 000. */
    static final double MESSAGE_DISK_BYTES = 60_000;

    /** Write calls for a message. Goal: 3. */
    static final double MESSAGE_WRITE_CALLS = 16;

    /** Allocated for a message of 3 KB. */
    static final double MESSAGE_ALLOCATED = 600_000;

    /** Transactions committed in a second of messages. Goal: 10. */
    static final double MESSAGE_COMMITS_A_SECOND = 500;

    private CostLimits() {}
}
