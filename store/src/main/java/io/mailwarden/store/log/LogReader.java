package io.mailwarden.store.log;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.EntryLines;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/**
 * Reads the log; every question is answered from an index. Entries that cannot be read, because a later version wrote
 * them or the file was damaged, are passed over and counted. Thread-safe.
 */
public final class LogReader {

    /** Stands once an entry could not be read. */
    static final String ALARM = "event-log-unreadable";

    // A chain of steps down the index, one for each node that wrote about the account: there may be many others.
    public static final String NODES_OF_ACCOUNT =
            """
            WITH RECURSIVE found (node) AS (
                SELECT MIN(node) FROM event_log WHERE account = :account
                UNION ALL
                SELECT (SELECT MIN(node) FROM event_log WHERE account = :account AND node > found.node)
                FROM found WHERE found.node IS NOT NULL
            )
            SELECT node FROM found WHERE node IS NOT NULL
            """;

    public static final String OF_ACCOUNT =
            """
            SELECT account, node, sequence, at, kind, event, entry FROM event_log
            WHERE account = :account AND node = :node AND sequence > :sequence ORDER BY sequence
            """;

    public static final String OF_NODE =
            """
            SELECT account, node, sequence, at, kind, event, entry FROM event_log
            WHERE node = :node AND sequence > :sequence ORDER BY sequence LIMIT :limit
            """;

    public static final String LOGINS =
            """
            SELECT account, node, sequence, at, kind, event, entry FROM event_log
            WHERE account = :account AND kind IN ('login', 'client-seen') ORDER BY at DESC, sequence DESC LIMIT :limit
            """;

    public static final String MESSAGES =
            """
            SELECT account, node, sequence, at, kind, event, entry FROM event_log
            WHERE account = :account AND kind = 'message' AND at >= :from AND findings > 0
            ORDER BY at DESC, sequence DESC LIMIT :limit
            """;

    private final Database database;
    private final Alarms alarms;
    private final AtomicLong unreadable = new AtomicLong();

    LogReader(Database database, Alarms alarms) {
        this.database = database;
        this.alarms = alarms;
    }

    List<LoggedEntry> of(Account account, LogPositions folded) {
        List<LogRow> rows = database.read("read the events of " + account, handle -> {
            List<LogRow> all = new ArrayList<>();
            for (int node : nodes(handle, account)) {
                all.addAll(handle.createQuery(OF_ACCOUNT)
                        .bind("account", account.name())
                        .bind("node", node)
                        .bind("sequence", folded.of(node))
                        .map((row, context) -> LogRow.of(row))
                        .list());
            }
            return all;
        });
        return byTime(rows.stream().map(this::entry).flatMap(Optional::stream).toList());
    }

    private static List<Integer> nodes(Handle handle, Account account) {
        return handle.createQuery(NODES_OF_ACCOUNT)
                .bind("account", account.name())
                .mapTo(Integer.class)
                .list();
    }

    // Each node's stay in their order, whatever its clock did meanwhile.
    private static List<LoggedEntry> byTime(List<LoggedEntry> byNode) {
        Map<Integer, Deque<LoggedEntry>> queues = new TreeMap<>();
        byNode.forEach(one ->
                queues.computeIfAbsent(one.node(), node -> new ArrayDeque<>()).add(one));
        if (queues.size() < 2) {
            return byNode;
        }
        PriorityQueue<Deque<LoggedEntry>> heads = new PriorityQueue<>(Comparator.comparing(
                        (Deque<LoggedEntry> queue) -> queue.element().entry().at())
                .thenComparing(queue -> queue.element().node()));
        heads.addAll(queues.values());
        List<LoggedEntry> merged = new ArrayList<>(byNode.size());
        while (!heads.isEmpty()) {
            Deque<LoggedEntry> queue = heads.remove();
            merged.add(queue.remove());
            if (!queue.isEmpty()) {
                heads.add(queue);
            }
        }
        return merged;
    }

    List<LoggedEntry> after(LogPositions read, int limit) {
        Map<Integer, Long> written =
                database.read("follow the event log", handle -> handle.createQuery("SELECT id, written FROM node")
                        .reduceRows(new TreeMap<>(), (all, row) -> {
                            all.put(row.getColumn("id", Integer.class), row.getColumn("written", Long.class));
                            return all;
                        }));
        written.entrySet().removeIf(node -> read.of(node.getKey()) >= node.getValue());
        List<LoggedEntry> all = new ArrayList<>();
        int nodes = written.size();
        for (int node : written.keySet()) {
            // None of them keeps the others waiting.
            int share = Math.max(1, (limit - all.size()) / nodes--);
            all.addAll(ofNode(node, read.of(node), Math.min(share, limit - all.size())));
        }
        return all;
    }

    // Reads on behind what cannot be read: a page of nothing would look like the end.
    private List<LoggedEntry> ofNode(int node, long after, int limit) {
        long position = after;
        List<LogRow> rows;
        List<LoggedEntry> entries = new ArrayList<>();
        do {
            long from = position;
            rows = database.read("follow the event log", handle -> handle.createQuery(OF_NODE)
                    .bind("node", node)
                    .bind("sequence", from)
                    .bind("limit", limit)
                    .map((row, context) -> LogRow.of(row))
                    .list());
            rows.forEach(row -> entry(row).ifPresent(entries::add));
            position = rows.isEmpty() ? position : rows.get(rows.size() - 1).sequence();
        } while (entries.isEmpty() && !rows.isEmpty() && limit > 0);
        return entries;
    }

    List<EventAssessed> logins(Account account, int limit) {
        return assessed(database.read("read the logins of " + account, handle -> handle.createQuery(LOGINS)
                .bind("account", account.name())
                .bind("limit", limit)
                .map((row, context) -> LogRow.of(row))
                .list()));
    }

    List<EventAssessed> messages(Account account, Instant from, int limit) {
        return assessed(database.read("read the messages of " + account, handle -> handle.createQuery(MESSAGES)
                .bind("account", account.name())
                .bind("from", Micros.of(from))
                .bind("limit", limit)
                .map((row, context) -> LogRow.of(row))
                .list()));
    }

    private List<EventAssessed> assessed(List<LogRow> rows) {
        return rows.stream()
                .flatMap(row -> entry(row).stream())
                .flatMap(one -> one.entry().assessed().stream())
                .toList();
    }

    private Optional<LoggedEntry> entry(LogRow row) {
        try {
            return Optional.of(
                    new LoggedEntry(row.node(), row.sequence(), EntryLines.parse(row.account(), row.line())));
        } catch (IllegalArgumentException e) {
            unreadable.incrementAndGet();
            alarms.raise(ALARM, "entry " + row.sequence() + " of node " + row.node() + " cannot be read", e);
            return Optional.empty();
        }
    }

    /** Entries that could not be read since the start, each time that it was tried. */
    long unreadable() {
        return unreadable.get();
    }
}
