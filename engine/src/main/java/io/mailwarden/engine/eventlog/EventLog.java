package io.mailwarden.engine.eventlog;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Instant;
import java.util.List;

/**
 * Port to the event log: every node appends to its own part, and reads all. Entries of one node become visible in the
 * order of their sequences, so that whoever has read one has missed none before it. Thread-safe. What reads throws
 * {@link StoreUnavailable} when the log cannot be reached, and may take its time: not for threads that clients wait
 * for.
 */
public interface EventLog {

    /** The number of this node in the log. */
    int node();

    /** The sequence of the last entry that this node appended, in an earlier run too; 0 when there is none. */
    long last();

    /**
     * Appends behind all that this node appended before, and returns at once; it is written within a second. Where
     * there is no room, because the store is too slow or gone, the entry is dropped, counted and alarmed.
     *
     * @return its sequence; 0 when it was dropped
     */
    long append(LogEntry entry);

    /** Returns when all that was appended before is written; throws {@link StoreUnavailable} when it is not in time. */
    void flush();

    /** The entries about that account that are not folded yet, of each node in order, of all nodes by time. */
    List<LoggedEntry> of(Account account, LogPositions folded);

    /** The next entries, of all nodes, that are not read yet; of each node in order; at most {@code limit}. */
    List<LoggedEntry> after(LogPositions read, int limit);

    /** The latest logins of that account, and the clients that told their names after theirs, newest first. */
    List<EventAssessed> logins(Account account, int limit);

    /**
     * The latest messages of that account in which anything was found, newest first.
     *
     * @param from only those of that moment and later
     */
    List<EventAssessed> messages(Account account, Instant from, int limit);

    /** How the store behind it does. */
    default StoreHealth health() {
        return StoreHealth.NONE;
    }
}
