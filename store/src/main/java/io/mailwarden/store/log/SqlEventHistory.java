package io.mailwarden.store.log;

import io.mailwarden.engine.eventlog.EntryLines;
import io.mailwarden.engine.eventlog.EventHistory;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The whole event log in SQL, some thousand rows of each node in memory at a time. What was written before the time that
 * is asked for is left out part by part. Thread-safe; what it gives is not.
 */
public final class SqlEventHistory implements EventHistory {

    // Nodes' clocks, and that of whoever told the time of an event, are apart.
    private static final Duration SKEW = Duration.ofMinutes(10);

    /** Where each node's part begins that holds anything since then. */
    static final String STARTS =
            "SELECT node, MIN(first) FROM event_log_part WHERE written_at >= :since GROUP BY node ORDER BY node";

    private final Database database;

    /** Where reading begins in one node's part. */
    private record Start(int node, long first) {}

    public SqlEventHistory(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Instant> oldest() {
        return cursors(Long.MIN_VALUE).stream()
                .filter(LogCursor::hasNext)
                .map(cursor -> Micros.time(cursor.at()))
                .min(Comparator.naturalOrder());
    }

    @Override
    public Iterator<LoggedEntry> since(Instant from) {
        return new Merged(cursors(Micros.of(from.minus(SKEW))));
    }

    private List<LogCursor> cursors(long since) {
        List<Start> starts = database.read("read the event log", handle -> handle.createQuery(STARTS)
                .bind("since", since)
                .map((row, context) -> new Start(row.getInt(1), row.getLong(2)))
                .list());
        List<LogCursor> cursors = new ArrayList<>();
        starts.forEach(start -> cursors.add(new LogCursor(database, start.node(), start.first())));
        return cursors;
    }

    /** Several nodes' entries by time, each node's in its order; those that cannot be read are passed over. */
    private static final class Merged implements Iterator<LoggedEntry> {

        private final PriorityQueue<LogCursor> nodes = new PriorityQueue<>(Comparator.comparingLong(LogCursor::at));
        private @Nullable LoggedEntry next;

        Merged(List<LogCursor> cursors) {
            cursors.stream().filter(LogCursor::hasNext).forEach(nodes::add);
        }

        @Override
        public boolean hasNext() {
            while (next == null && !nodes.isEmpty()) {
                LogCursor earliest = nodes.remove();
                next = entry(earliest.next());
                if (earliest.hasNext()) {
                    nodes.add(earliest);
                }
            }
            return next != null;
        }

        // The check of a store names it.
        private static @Nullable LoggedEntry entry(LogRow row) {
            try {
                return new LoggedEntry(row.node(), row.sequence(), EntryLines.parse(row.account(), row.line()));
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        @Override
        public LoggedEntry next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException("the end of the log");
            }
            LoggedEntry one = next;
            next = null;
            return one;
        }
    }
}
