package io.mailwarden.benchmark;

/**
 * What Mailwarden may cost a James for one operation, beyond the same James without it, with the goal beside each. A commit
 * writes some 22 KB however many share it, and four to fifteen come a second, so that a machine half as fast writes more
 * for each operation: the limits leave room for one that takes a hundred messages a second, and are below half of what a
 * commit and a file for each message cost. Those of allocations are a little above what {@link CostIT} prints.
 */
final class CostLimits {

    /** Handed to write calls for a log-in. Goal: 2 000 (mean of 1 000). */
    static final double LOGIN_BYTES = 4_000;

    /** Pages that have to go to the disk for a log-in. Goal: 2 000. */
    static final double LOGIN_DISK_BYTES = 4_000;

    /** Write calls for a log-in. */
    static final double LOGIN_WRITE_CALLS = 3;

    /** Allocated for a log-in. */
    static final double LOGIN_ALLOCATED = 25_000;

    /** Transactions committed in a second of log-ins. Goal: 10. */
    static final double LOGIN_COMMITS_A_SECOND = 15;

    /** Handed to write calls for a message of 3 KB. Goal: 6 000. */
    static final double MESSAGE_BYTES = 14_000;

    /** Pages that have to go to the disk for a message of 3 KB. Goal: 6 000. */
    static final double MESSAGE_DISK_BYTES = 14_000;

    /** Write calls for a message. Goal: 3. */
    static final double MESSAGE_WRITE_CALLS = 6;

    /** Allocated for a message of 3 KB. */
    static final double MESSAGE_ALLOCATED = 220_000;

    /** Transactions committed in a second of messages. Goal: 10. */
    static final double MESSAGE_COMMITS_A_SECOND = 20;

    private CostLimits() {}
}
