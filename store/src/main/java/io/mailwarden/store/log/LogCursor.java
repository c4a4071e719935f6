package io.mailwarden.store.log;

import io.mailwarden.store.Database;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;

/** One node's part of the event log, from its beginning, some thousand rows in memory at a time. Not thread-safe. */
public final class LogCursor {

    private static final int PAGE = 2_000;

    private final Database database;
    private final int node;
    private final Deque<LogRow> page = new ArrayDeque<>();
    private long last;
    private boolean ended;

    public LogCursor(Database database, int node) {
        this(database, node, 0);
    }

    /** From that sequence on. */
    LogCursor(Database database, int node, long first) {
        this.database = database;
        this.node = node;
        last = first - 1;
    }

    public boolean hasNext() {
        if (page.isEmpty() && !ended) {
            page.addAll(database.read("read the event log", handle -> handle.createQuery(LogReader.OF_NODE)
                    .bind("node", node)
                    .bind("sequence", last)
                    .bind("limit", PAGE)
                    .map((row, context) -> LogRow.of(row))
                    .list()));
            ended = page.isEmpty();
        }
        return !ended;
    }

    /** The time of the next entry. */
    public long at() {
        if (!hasNext()) {
            throw new NoSuchElementException("the end of the log");
        }
        return page.element().at();
    }

    public LogRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the end of the log");
        }
        LogRow row = page.remove();
        last = row.sequence();
        return row;
    }
}
