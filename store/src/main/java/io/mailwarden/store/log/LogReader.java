package io.mailwarden.store.log;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.EntryLines;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import io.mailwarden.store.log.AccountIndex.Wanted;
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

/**
 * Reads the log; every question is answered from an index. Entries that cannot be read, because a later version wrote
 * them or the file was damaged, are passed over and counted. Thread-safe.
 */
public final class LogReader {

    /** Stands once an entry could not be read. */
    static final String ALARM = "event-log-unreadable";

    public static final String OF_NODE =
            """
            SELECT account, node, sequence, at, kind, event, entry FROM event_log_by_account
            WHERE node = :node AND sequence > :sequence
            UNION ALL
            SELECT account, node, sequence, at, kind, event, entry FROM event_log
            WHERE node = :node AND sequence > :sequence ORDER BY sequence LIMIT :limit
            """;

    public static final String THESE =
            """
            SELECT account, node, sequence, at, kind, event, entry FROM event_log
            WHERE node = :node AND sequence IN (<sequences>) ORDER BY sequence
            """;

    private static final int AT_ONCE = 500;

    private static final Comparator<LogRow> NEWEST_FIRST = Comparator.comparingLong(LogRow::at)
            .thenComparingLong(LogRow::sequence)
            .reversed();

    private final Database database;
    private final AccountIndex index;
    private final OlderLog older;
    private final Alarms alarms;
    private final AtomicLong unreadable = new AtomicLong();

    LogReader(Database database, AccountIndex index, OlderLog older, Alarms alarms) {
        this.database = database;
        this.index = index;
        this.older = older;
        this.alarms = alarms;
    }

    List<LoggedEntry> of(Account account, LogPositions folded) {
        // Of each node the older ones come first.
        List<LogRow> rows = new ArrayList<>(older.of(account, folded));
        rows.addAll(these(index.behind(account, folded)));
        return byTime(rows.stream().map(this::entry).flatMap(Optional::stream).toList());
    }

    // In the order of nodes and sequences; those that went meanwhile are left out.
    private List<LogRow> these(List<IndexedEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        Map<Integer, List<Long>> byNode = new TreeMap<>();
        events.forEach(event ->
                byNode.computeIfAbsent(event.node(), node -> new ArrayList<>()).add(event.sequence()));
        return database.read("read events", handle -> {
            List<LogRow> rows = new ArrayList<>(events.size());
            for (Map.Entry<Integer, List<Long>> one : byNode.entrySet()) {
                List<Long> sequences = one.getValue().stream().sorted().toList();
                for (int from = 0; from < sequences.size(); from += AT_ONCE) {
                    rows.addAll(handle.createQuery(THESE)
                            .bind("node", one.getKey())
                            .bindList("sequences", sequences.subList(from, Math.min(sequences.size(), from + AT_ONCE)))
                            .map((row, context) -> LogRow.of(row))
                            .list());
                }
            }
            return rows;
        });
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
        Wanted logins =
                new Wanted(Long.MIN_VALUE, Long.MAX_VALUE, event -> event.kind().login());
        return newest(index.newest(account, logins, limit), older.logins(account, limit), limit);
    }

    List<EventAssessed> messages(Account account, Instant from, int limit) {
        Wanted found = new Wanted(
                Micros.of(from),
                Long.MAX_VALUE,
                event -> event.kind() == IndexedEvent.Kind.MESSAGE && event.findings() > 0);
        List<LogRow> before = older.messages(account, Micros.of(from), limit);
        return newest(index.newest(account, found, limit), before, limit);
    }

    private List<EventAssessed> newest(List<IndexedEvent> events, List<LogRow> before, int limit) {
        List<LogRow> rows = new ArrayList<>(these(events));
        rows.addAll(before);
        rows.sort(NEWEST_FIRST);
        return assessed(rows.subList(0, Math.min(limit, rows.size())));
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
