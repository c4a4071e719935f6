package io.mailwarden.benchmark;

/**
 * What Mailwarden may cost a James for one operation, beyond the same James without it, with the goal beside each: a
 * little above what {@link CostIT} prints. Lower them whenever it costs less. What one commit writes is shared by all that
 * come within a quarter of a second, so that a slow machine writes more for each message.
 */
final class CostLimits {

    /** Handed to write calls for a log-in. Goal: 2 000 (mean of 1 000). */
    static final double LOGIN_BYTES = 2_000;

    /** Pages that have to go to the disk for a log-in. Goal: 2 000. */
    static final double LOGIN_DISK_BYTES = 2_000;

    /** Write calls for a log-in. */
    static final double LOGIN_WRITE_CALLS = 2;

    /** Allocated for a log-in. */
    static final double LOGIN_ALLOCATED = 25_000;

    /** Transactions committed in a second of log-ins. Goal: 10. */
    static final double LOGIN_COMMITS_A_SECOND = 10;

    /** Handed to write calls for a message of 3 KB. Goal: 6 000. */
    static final double MESSAGE_BYTES = 8_000;

    /** Pages that have to go to the disk for a message of 3 KB. Goal: 6 000. */
    static final double MESSAGE_DISK_BYTES = 8_500;

    /** Write calls for a message. Goal: 3. */
    static final double MESSAGE_WRITE_CALLS = 3;

    /** Allocated for a message of 3 KB. */
    static final double MESSAGE_ALLOCATED = 220_000;

    /** Transactions committed in a second of messages. Goal: 10. */
    static final double MESSAGE_COMMITS_A_SECOND = 12;

    private CostLimits() {}
}
