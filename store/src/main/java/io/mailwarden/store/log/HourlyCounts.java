package io.mailwarden.store.log;

import io.mailwarden.store.Micros;
import io.mailwarden.store.log.LogWriter.Row;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Counts what happened, by the hour, to everybody and to each domain: a time line of the server need not read the log.
 * What is counted is written with the events, in the same transaction.
 */
public final class HourlyCounts {

    /** The scope of everybody. */
    public static final String EVERYBODY = "*";

    /** Microseconds in an hour: hours are counted from 1970. */
    public static final long HOUR = 3_600_000_000L;

    private static final String ADD =
            """
            INSERT INTO activity (scope, hour, node, logins, refused, messages, findings) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (scope, hour, node) DO UPDATE SET logins = activity.logins + excluded.logins,
                refused = activity.refused + excluded.refused, messages = activity.messages + excluded.messages,
                findings = activity.findings + excluded.findings
            """;

    private long logins;
    private long refused;
    private long messages;
    private long findings;

    private HourlyCounts() {}

    private record Key(String scope, long hour) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int byScope = scope.compareTo(other.scope);
            return byScope != 0 ? byScope : Long.compare(hour, other.hour);
        }
    }

    /** The scope of a domain. */
    public static String scope(String domain) {
        return "@" + domain;
    }

    static void add(Handle handle, int node, List<Row> rows) throws SQLException {
        Map<Key, HourlyCounts> counts = new TreeMap<>();
        for (Row row : rows) {
            if (!row.traits().nothing()) {
                long hour = Math.floorDiv(Micros.of(row.at()), HOUR);
                count(counts, new Key(EVERYBODY, hour), row.traits());
                count(counts, new Key(scope(row.account().domain()), hour), row.traits());
            }
        }
        if (counts.isEmpty()) {
            return;
        }
        try (PreparedStatement add = handle.getConnection().prepareStatement(ADD)) {
            for (Map.Entry<Key, HourlyCounts> one : counts.entrySet()) {
                add.setString(1, one.getKey().scope());
                add.setLong(2, one.getKey().hour());
                add.setInt(3, node);
                one.getValue().set(add);
                add.addBatch();
            }
            add.executeBatch();
        }
    }

    private static void count(Map<Key, HourlyCounts> counts, Key key, EventTraits traits) {
        HourlyCounts sum = counts.computeIfAbsent(key, unused -> new HourlyCounts());
        sum.logins += traits.accepted() ? 1 : 0;
        sum.refused += traits.refused() ? 1 : 0;
        sum.messages += traits.message() ? 1 : 0;
        sum.findings += traits.findings();
    }

    private void set(PreparedStatement add) throws SQLException {
        add.setLong(4, logins);
        add.setLong(5, refused);
        add.setLong(6, messages);
        add.setLong(7, findings);
    }
}
