package io.mailwarden.engine.eventlog;

import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/**
 * Port to the whole event log as a stream, however long it is. Thread-safe; what it gives is for one thread. Reading
 * throws {@link StoreUnavailable} when the log cannot be reached.
 */
public interface EventHistory {

    /** The time of the first entry that is kept; empty when there is none. */
    Optional<Instant> oldest();

    /**
     * The entries since that time, of each node in the order in which it wrote them, of all nodes by time; some older
     * ones may come, too. A part of the log is in memory at a time; what cannot be read is passed over.
     */
    Iterator<LoggedEntry> since(Instant from);
}
