package io.mailwarden.store.log;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.store.Database;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Finds the entries of an account in the log. The log itself is in the order in which it was written; whenever
 * {@value #RUN} entries of a node have come, that node writes down which are whose, sorted: a run. What no run has yet is
 * read in its order and kept in memory, some hundred bytes an entry. Thread-safe.
 */
final class AccountIndex {

    // An account is looked up in each run; what is behind the last one is read at the start.
    private static final int RUN = 20_000;

    // Few at first: who does much has thousands of events in each.
    private static final int RUNS_AT_FIRST = 2;
    private static final int RUNS_AT_ONCE = 64;

    private static final String NODES = "SELECT id, indexed, written FROM node";

    private static final String RUNS = "SELECT node, last, earliest, latest FROM event_run";

    static final String OF_RUNS =
            """
            SELECT node, last, events FROM event_of_account
            WHERE account = :account AND node = :node AND last IN (<runs>)
            """;

    private final Database database;
    private final int run;
    private final Map<Integer, OpenTail> tails = new TreeMap<>();
    private final ReadRuns read = new ReadRuns();
    private List<Run> runs = List.of();
    private boolean runsRead;

    private record Run(int node, long last, long earliest, long latest) {}

    private record Part(long last, List<IndexedEvent> events) {}

    private record NodeState(int node, long indexed, long written) {}

    /** What is to be found: from, to: microseconds since 1970, the second excluded. */
    record Wanted(long from, long to, Predicate<IndexedEvent> which) {

        private boolean takes(IndexedEvent event) {
            return event.at() >= from && event.at() < to && which.test(event);
        }

        private boolean takes(Run run) {
            return run.latest() >= from && run.earliest() < to;
        }
    }

    /** What was in memory, and the runs that there were then or, some of them, later. */
    private record View(List<IndexedEvent> open, List<Run> runs) {}

    AccountIndex(Database database) {
        this(database, RUN);
    }

    /** With runs of at least so many entries. */
    AccountIndex(Database database, int run) {
        this.database = database;
        this.run = run;
    }

    /** All of the account behind those positions, of each node in the order of their sequences. */
    List<IndexedEvent> behind(Account account, LogPositions positions) {
        return database.read("look for the events of " + account, handle -> {
            View view = view(handle, account);
            TreeMap<Integer, TreeMap<Long, IndexedEvent>> found = new TreeMap<>();
            List<Run> later = view.runs().stream()
                    .filter(run -> run.last() > positions.of(run.node()))
                    .toList();
            List<IndexedEvent> all = new ArrayList<>(view.open());
            for (int from = 0; from < later.size(); from += RUNS_AT_ONCE) {
                List<Run> some = later.subList(from, Math.min(later.size(), from + RUNS_AT_ONCE));
                ofRuns(handle, account, some).values().forEach(all::addAll);
            }
            all.stream()
                    .filter(event -> event.sequence() > positions.of(event.node()))
                    .forEach(event -> found.computeIfAbsent(event.node(), node -> new TreeMap<>())
                            .put(event.sequence(), event));
            return found.values().stream()
                    .flatMap(ofNode -> ofNode.values().stream())
                    .toList();
        });
    }

    /** At most so many of what is wanted of the account, newest first. */
    List<IndexedEvent> newest(Account account, Wanted wanted, int limit) {
        return newest(account, List.of(wanted), limit).get(0);
    }

    /** At most so many of each that is wanted of the account, in that order, newest first; all as of one moment. */
    List<List<IndexedEvent>> newest(Account account, List<Wanted> wanted, int limit) {
        return database.read("look for events of " + account, handle -> {
            View view = view(handle, account);
            return wanted.stream()
                    .map(one -> newest(handle, account, view, one, limit))
                    .toList();
        });
    }

    private List<IndexedEvent> newest(Handle handle, Account account, View view, Wanted wanted, int limit) {
        List<Run> looked = view.runs().stream()
                .filter(wanted::takes)
                .sorted(Comparator.comparingLong(Run::latest).reversed())
                .toList();
        // One that came into a run while this was looking is in both.
        Set<IndexedEvent> open = view.open().stream().filter(wanted::takes).collect(Collectors.toSet());
        List<IndexedEvent> found = new ArrayList<>(open);
        int from = 0;
        int some = RUNS_AT_FIRST;
        while (from < looked.size() && !enough(found, limit, looked.get(from).latest())) {
            int to = Math.min(looked.size(), from + some);
            remembered(handle, account, looked.subList(from, to)).stream()
                    .filter(event -> wanted.takes(event) && !open.contains(event))
                    .forEach(found::add);
            from = to;
            some = Math.min(RUNS_AT_ONCE, 2 * some);
        }
        return found.stream().sorted(IndexedEvent.NEWEST_FIRST).limit(limit).toList();
    }

    private static boolean enough(List<IndexedEvent> found, int limit, long latestOfOthers) {
        return found.size() >= limit
                && found.stream().filter(event -> event.at() > latestOfOthers).count() >= limit;
    }

    /** These rows of that node are in the store from now on. */
    synchronized void wrote(int node, List<LogWriter.Row> rows) {
        tails.computeIfAbsent(node, OpenTail::new).wrote(rows);
    }

    // The tails first: what comes into a run afterwards is found in both, but never in none.
    private synchronized View view(Handle handle, Account account) {
        follow(handle);
        List<IndexedEvent> open = new ArrayList<>();
        tails.values().forEach(tail -> open.addAll(tail.of(account)));
        return new View(open, runs);
    }

    private synchronized void follow(Handle handle) {
        List<NodeState> nodes = handle.createQuery(NODES)
                .map((row, context) -> new NodeState(row.getInt(1), row.getLong(2), row.getLong(3)))
                .list();
        tails.keySet().retainAll(nodes.stream().map(NodeState::node).collect(Collectors.toSet()));
        boolean more = !runsRead;
        for (NodeState node : nodes) {
            OpenTail tail = tails.computeIfAbsent(node.node(), OpenTail::new);
            more |= tail.indexed() != node.indexed();
            tail.follow(handle, node.indexed(), node.written());
        }
        if (more) {
            runs = handle.createQuery(RUNS)
                    .map((row, context) -> new Run(row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                    .list();
            runsRead = true;
        }
    }

    private List<IndexedEvent> remembered(Handle handle, Account account, List<Run> wanted) {
        Map<Run, List<IndexedEvent>> found = new LinkedHashMap<>();
        wanted.forEach(run -> read.of(account, run.node(), run.last()).ifPresent(events -> found.put(run, events)));
        List<Run> others =
                wanted.stream().filter(run -> !found.containsKey(run)).toList();
        Map<Run, List<IndexedEvent>> fresh = ofRuns(handle, account, others);
        for (Run run : others) {
            List<IndexedEvent> events = fresh.getOrDefault(run, List.of());
            read.keep(account, run.node(), run.last(), events);
            found.put(run, events);
        }
        return found.values().stream().flatMap(List::stream).toList();
    }

    // By run; those that have nothing of it are left out.
    private static Map<Run, List<IndexedEvent>> ofRuns(Handle handle, Account account, Collection<Run> wanted) {
        Map<Integer, Map<Long, Run>> byNode = new TreeMap<>();
        wanted.forEach(run ->
                byNode.computeIfAbsent(run.node(), node -> new HashMap<>()).put(run.last(), run));
        Map<Run, List<IndexedEvent>> found = new LinkedHashMap<>();
        byNode.forEach((node, runs) -> handle.createQuery(OF_RUNS)
                .bind("account", account.name())
                .bind("node", node)
                .bindList("runs", List.copyOf(runs.keySet()))
                .map((row, context) -> new Part(row.getLong(2), events(row.getInt(1), row.getBytes(3))))
                .forEach(part -> found.put(Objects.requireNonNull(runs.get(part.last())), part.events())));
        return found;
    }

    private static List<IndexedEvent> events(int node, byte[] bytes) throws SQLException {
        try {
            return IndexedEvent.read(node, bytes);
        } catch (IOException e) {
            throw new SQLException("the index of the event log cannot be read", e);
        }
    }

    /**
     * Writes runs of what this node, or one that has not been seen for a day, has written since the last one, if it is much;
     * throws StoreUnavailable.
     *
     * @param longAgo microseconds since 1970: who was not seen since then writes no runs himself
     */
    void makeRuns(int own, long longAgo) {
        for (int node : database.read("look for what is not indexed", handle -> due(handle, own, longAgo))) {
            makeRun(node);
        }
    }

    private synchronized List<Integer> due(Handle handle, int own, long longAgo) {
        follow(handle);
        List<Integer> resting = handle.createQuery("SELECT id FROM node WHERE seen_at < :longAgo")
                .bind("longAgo", longAgo)
                .mapTo(Integer.class)
                .list();
        return tails.entrySet().stream()
                .filter(one -> one.getValue().size() >= run
                        || resting.contains(one.getKey()) && one.getValue().size() > 0)
                .map(Map.Entry::getKey)
                .filter(node -> node == own || resting.contains(node))
                .toList();
    }

    private void makeRun(int node) {
        OpenTailCopy tail = copy(node);
        int unused = database.change("index the event log", handle -> {
            // Whoever else does the same finds it done.
            int ours = handle.execute(
                    "UPDATE node SET indexed = ? WHERE id = ? AND indexed = ?", tail.known(), node, tail.indexed());
            return ours == 0 ? 0 : insert(handle, node, tail);
        });
    }

    private record OpenTailCopy(long indexed, long known, Map<String, List<IndexedEvent>> events) {}

    private synchronized OpenTailCopy copy(int node) {
        OpenTail tail = tails.computeIfAbsent(node, OpenTail::new);
        return new OpenTailCopy(tail.indexed(), tail.known(), tail.all());
    }

    private static int insert(Handle handle, int node, OpenTailCopy tail) throws SQLException {
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        try (PreparedStatement insert = handle.getConnection()
                .prepareStatement("INSERT INTO event_of_account (node, last, account, events) VALUES (?, ?, ?, ?)")) {
            for (Map.Entry<String, List<IndexedEvent>> one : tail.events().entrySet()) {
                for (IndexedEvent event : one.getValue()) {
                    earliest = Math.min(earliest, event.at());
                    latest = Math.max(latest, event.at());
                }
                insert.setInt(1, node);
                insert.setLong(2, tail.known());
                insert.setString(3, one.getKey());
                insert.setBytes(4, IndexedEvent.write(one.getValue()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return handle.execute(
                "INSERT INTO event_run (node, last, earliest, latest) VALUES (?, ?, ?, ?)",
                node,
                tail.known(),
                earliest,
                latest);
    }
}
