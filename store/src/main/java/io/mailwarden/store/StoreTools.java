package io.mailwarden.store;

import io.mailwarden.engine.eventlog.EntryLines;
import io.mailwarden.engine.review.access.AccessStore;
import io.mailwarden.engine.review.audit.AuditTrail;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.store.access.SqlAccessStore;
import io.mailwarden.store.access.SqlAuditTrail;
import io.mailwarden.store.log.LogCursor;
import io.mailwarden.store.log.LogRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** Checks, copies and compacts a store, also while servers use it. Not thread-safe. */
public final class StoreTools {

    private final Database database;
    private final StoreConfig config;

    // The first entry of a node that is still kept.
    private record Start(int node, long first) {}

    /**
     * The result of checking a store.
     *
     * @param entries in the log, of each node by its number
     * @param gaps sequences that the log should have and has not, of all nodes
     * @param profiles snapshots
     * @param bytes of the log, as retention counts them
     * @param problems what is wrong, in words; empty when all is well
     */
    public record StoreProblems(
            Map<Integer, Long> entries, long gaps, long profiles, long bytes, List<String> problems) {

        public StoreProblems {
            entries = Map.copyOf(entries);
            problems = List.copyOf(problems);
        }
    }

    public StoreTools(Database database, StoreConfig config) {
        this.database = database;
        this.config = config;
    }

    /**
     * Reads all of it: whether the file is whole, whether each entry can be read, and whether any are missing. Throws
     * {@link StoreUnavailable}.
     */
    public StoreProblems check() {
        List<String> problems = new ArrayList<>(integrity());
        Map<Integer, Long> entries = new TreeMap<>();
        long gaps = 0;
        for (Start start : starts()) {
            LogCursor cursor = new LogCursor(database, start.node());
            long expected = start.first();
            while (cursor.hasNext()) {
                LogRow row = cursor.next();
                entries.merge(start.node(), 1L, Long::sum);
                gaps += row.sequence() - expected;
                expected = row.sequence() + 1;
                unreadable(row).ifPresent(problems::add);
            }
        }
        if (gaps > 0) {
            problems.add(gaps + " entries of the event log are missing");
        }
        long profiles = count("SELECT COUNT(*) FROM profile");
        return new StoreProblems(entries, gaps, profiles, bytes(), problems);
    }

    private static Optional<String> unreadable(LogRow row) {
        try {
            EntryLines.parse(row.account(), row.line());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    "entry " + row.sequence() + " of node " + row.node() + " cannot be read: " + e.getMessage());
        }
    }

    private List<String> integrity() {
        if (!config.embedded()) {
            return List.of();
        }
        return database.read("check the file", handle -> handle.createQuery("PRAGMA integrity_check")
                .mapTo(String.class)
                .filter(line -> !line.equals("ok"))
                .list());
    }

    /**
     * Copies the store, as it is now, into a new SQLite file, which a server of one node can use as its own; throws
     * IllegalArgumentException when the file is there already, {@link StoreUnavailable} when it fails.
     */
    public void backup(Path target) {
        new Backup(config, target.toAbsolutePath()).make();
    }

    /** Gives the room of what was removed back to the disk: SQLite needs as much room again meanwhile. */
    public void vacuum() {
        try (Connection connection = config.embedded()
                        ? Pools.sqliteSource(config.file(), Duration.ofMinutes(1), SynchronousMode.FULL)
                                .getConnection()
                        : patient();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
            if (config.embedded()) {
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        } catch (SQLException e) {
            throw new StoreUnavailable("vacuum the store", e);
        }
    }

    private Connection patient() throws SQLException {
        var source = Pools.postgresqlSource(config);
        source.setSocketTimeout(0);
        return source.getConnection();
    }

    /**
     * Writes the events of the log as event lines, of each node in order, of all nodes by time; returns how many.
     *
     * @param lines where each line goes, with its end
     */
    public long export(Writer lines) {
        List<LogCursor> cursors = new ArrayList<>();
        starts().forEach(start -> cursors.add(new LogCursor(database, start.node())));
        long count = 0;
        try {
            cursors.removeIf(cursor -> !cursor.hasNext());
            while (!cursors.isEmpty()) {
                LogCursor earliest = Collections.min(cursors, Comparator.comparingLong(LogCursor::at));
                Optional<String> event = earliest.next().line().event();
                if (event.isPresent()) {
                    lines.write(event.get());
                    lines.write('\n');
                    count++;
                }
                cursors.removeIf(cursor -> !cursor.hasNext());
            }
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count;
    }

    /** What is kept of console users. */
    public AccessStore access() {
        return new SqlAccessStore(database);
    }

    /** What administrators did. */
    public AuditTrail audit() {
        return new SqlAuditTrail(database);
    }

    /** Size of the log, as retention counts it. */
    public long bytes() {
        return count("SELECT COALESCE(SUM(bytes), 0) FROM event_log_part");
    }

    private List<Start> starts() {
        return database.read("read the event log", handle -> handle.createQuery(
                        "SELECT node, MIN(first) FROM event_log_part GROUP BY node ORDER BY node")
                .map((row, context) -> new Start(row.getInt(1), row.getLong(2)))
                .list());
    }

    private long count(String sql) {
        return database.read(
                "check the store",
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
