package io.mailwarden.store.log;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.EntryLines;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import io.mailwarden.store.Node;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries of this node to the log, each batch in one transaction, in which the node's row says how far it wrote.
 * That row also tells two processes of one name apart: whoever finds that another took it up becomes somebody else. For
 * the log's one writer thread.
 */
public final class LogWriter {

    /** Stands when this node had to become another. */
    public static final String ALARM_NODE = "node-number";

    // Keys, and a share of the runs: measured: what a SQLite file has beyond the texts.
    private static final int ROW_BYTES = 150;

    // A part is what goes at once when the log is too old or too large.
    private static final long PART_ENTRIES = 5_000;
    private static final long PART_MICROS = 3_600_000_000L;

    private static final String INSERT =
            """
            INSERT INTO event_log (node, sequence, account, at, kind, outcome, country, findings, event, entry)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final int MOST_ATTEMPTS = 100;

    private final Database database;
    private final Node node;
    private final Clock clock;
    private final Alarms alarms;

    private boolean claimed;
    private @Nullable Part part;

    /** An entry as it is written. */
    record Row(long sequence, Instant at, Account account, EntryLines.Line line, EventTraits traits) {

        long bytes() {
            return ROW_BYTES + account.name().length() + line.length();
        }
    }

    /** What is added to now. */
    private record Part(int node, long first, long entries, long since) {

        boolean full(int number, long now) {
            return number != node || entries >= PART_ENTRIES || now < since || now - since >= PART_MICROS;
        }
    }

    LogWriter(Database database, Node node, Clock clock, Alarms alarms) {
        this.database = database;
        this.node = node;
        this.clock = clock;
        this.alarms = alarms;
    }

    /** Takes up the node's row; returns how far it wrote before. Throws StoreUnavailable. */
    long claim() {
        NodeClaim claim = database.change("take up the node", handle -> {
            update(
                    handle,
                    "UPDATE node SET owner = ?, seen_at = ? WHERE name = ?",
                    node.instance(),
                    now(),
                    node.name());
            NodeClaim found = find(handle);
            return found != null ? found : enter(handle, 0);
        });
        node.number(claim.number());
        claimed = true;
        return claim.written();
    }

    /**
     * Writes these, in order; throws StoreUnavailable when it wrote none, or cannot tell: they are to be tried again.
     */
    void write(List<Row> rows) {
        long first = rows.get(0).sequence();
        long last = rows.get(rows.size() - 1).sequence();
        Written written = database.change("write to the event log", handle -> {
            int number = advance(handle, first, last);
            if (number < 0) {
                return new Written(-number, part);
            }
            insert(handle, number, rows);
            HourlyCounts.add(handle, number, rows);
            return new Written(number, count(handle, number, rows));
        });
        claimed = true;
        node.number(written.number());
        part = written.part();
    }

    /**
     * What is true once the transaction is.
     *
     * @param part what is added to from then on
     */
    private record Written(int number, @Nullable Part part) {}

    private record NodeClaim(int number, String instance, long written) {}

    // The node's number; minus that when these rows were written before, by a transaction whose end was not heard of.
    private int advance(Handle handle, long first, long last) throws SQLException {
        int updated = update(
                handle,
                "UPDATE node SET written = ?, seen_at = ? WHERE name = ? AND owner = ? AND written < ?",
                last,
                now(),
                node.name(),
                node.instance(),
                first);
        if (updated == 1 && claimed) {
            return node.number();
        }
        NodeClaim found = find(handle);
        if (found == null) {
            return enter(handle, last).number();
        }
        boolean ours = found.instance().equals(node.instance());
        if (ours && found.written() == last) {
            return -found.number();
        }
        if (found.written() >= first || !ours && claimed) {
            becomeAnother();
            return enter(handle, last).number();
        }
        update(
                handle,
                "UPDATE node SET owner = ?, written = ?, seen_at = ? WHERE name = ?",
                node.instance(),
                last,
                now(),
                node.name());
        return found.number();
    }

    /** Goes on under another name, as if this node had never been. */
    void becomeAnother() {
        String before = node.name();
        node.rename();
        part = null;
        alarms.raise(
                ALARM_NODE,
                "another process uses the name of this node, " + before
                        + ", so it took another; is its folder a copy?");
    }

    private @Nullable NodeClaim find(Handle handle) {
        return handle.createQuery("SELECT id, owner, written FROM node WHERE name = :name")
                .bind("name", node.name())
                .map((row, context) -> new NodeClaim(row.getInt(1), row.getString(2), row.getLong(3)))
                .findOne()
                .orElse(null);
    }

    // A number that entries were given already stays, if it can: whoever learned from them knows them by it.
    private NodeClaim enter(Handle handle, long written) throws SQLException {
        boolean given = !node.isNew() || written > 0;
        for (int attempt = 0; attempt <= MOST_ATTEMPTS; attempt++) {
            int number = given && attempt == 0 ? node.number() : free(handle) + attempt;
            int inserted = update(
                    handle,
                    "INSERT INTO node (id, name, owner, written, seen_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO"
                            + " NOTHING",
                    number,
                    node.name(),
                    node.instance(),
                    written,
                    now());
            if (inserted == 1) {
                return new NodeClaim(number, node.instance(), written);
            }
        }
        throw new SQLException("no number is free for this node");
    }

    // Nodes of one store may come at the same time: whoever finds the number taken tries the next.
    private static int free(Handle handle) {
        return handle.createQuery("SELECT COALESCE(MAX(id), 0) + 1 FROM node WHERE id < :offline")
                .bind("offline", Node.FIRST_OFFLINE)
                .mapTo(Integer.class)
                .one();
    }

    private void insert(Handle handle, int number, List<Row> rows) throws SQLException {
        try (PreparedStatement insert = handle.getConnection().prepareStatement(INSERT)) {
            for (Row row : rows) {
                insert.setInt(1, number);
                insert.setLong(2, row.sequence());
                insert.setString(3, row.account().name());
                insert.setLong(4, Micros.of(row.at()));
                insert.setString(5, row.line().kind());
                row.traits().set(insert, 6);
                insert.setString(9, row.line().event().orElse(null));
                insert.setString(10, row.line().entry());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private Part count(Handle handle, int number, List<Row> rows) throws SQLException {
        long first = rows.get(0).sequence();
        long last = rows.get(rows.size() - 1).sequence();
        long bytes = rows.stream().mapToLong(Row::bytes).sum();
        long now = now();
        Part open = part;
        if (open != null
                && !open.full(number, now)
                && update(
                                handle,
                                """
                                UPDATE event_log_part SET last = ?, entries = entries + ?, bytes = bytes + ?, written_at = ?
                                WHERE node = ? AND first = ?
                                """,
                                last,
                                rows.size(),
                                bytes,
                                now,
                                number,
                                open.first())
                        == 1) {
            return new Part(number, open.first(), open.entries() + rows.size(), open.since());
        }
        update(
                handle,
                "INSERT INTO event_log_part (node, first, last, entries, bytes, written_at) VALUES (?, ?, ?, ?, ?, ?)",
                number,
                first,
                last,
                rows.size(),
                bytes,
                now);
        return new Part(number, first, rows.size(), now);
    }

    private long now() {
        return Micros.of(clock.instant());
    }

    private static int update(Handle handle, String sql, Object... values) throws SQLException {
        return handle.execute(sql, values);
    }
}
