package io.mailwarden.store.incident;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.store.Micros;
import io.mailwarden.store.StoreConfig;
import io.mailwarden.store.log.HourlyCounts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fills an event log as years of traffic would: three logins to seven messages, a quarter of all one account's unless it is
 * told whose, spread evenly over a time. Indexes that are not the table's key are made afterwards, which takes a fraction of the time and
 * leaves the same.
 */
public final class EventFill {

    // No node has that number.
    /** The node that wrote it. */
    static final int NODE = 900;

    private static final int BATCH = 5_000;
    private static final int COMMIT = 500_000;

    private static final String ENTRY =
            """
            {"origin":{"ip":"198.51.100.7","place":{"country":"%s","city":"Oslo","lat":59.9,"lon":10.7,"accuracyKm":20.0},\
            "provider":"Telenor Norge AS","asn":2119},"learning":"learned"}""";

    private final StoreConfig config;
    private final Instant start;
    private final Duration span;
    private final LongFunction<Account> accounts;
    private final Map<String, long[]> hours = new HashMap<>();

    /** Into that store, over that time. */
    EventFill(StoreConfig config, Instant start, Duration span) {
        this(config, start, span, i -> i % 4 == 0 ? ListsBenchmark.ODD : ListsBenchmark.user(i / 4 * 3 + i % 4));
    }

    /** The same, each event of that account. */
    public EventFill(StoreConfig config, Instant start, Duration span, LongFunction<Account> accounts) {
        this.config = config;
        this.start = start;
        this.span = span;
        this.accounts = accounts;
    }

    /** How far the log goes that this fills. */
    public static LogPositions positions(long events) {
        return LogPositions.of(Map.of(NODE, events));
    }

    /** Fills it; what is filled once must not be filled again. */
    public void fill(long events) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url())) {
            if (config.embedded()) {
                execute(connection, "PRAGMA synchronous = OFF");
                execute(connection, "PRAGMA cache_size = -800000");
                execute(connection, "PRAGMA busy_timeout = 60000");
            }
            insert(connection, events);
            activity(connection);
            execute(
                    connection,
                    "INSERT INTO node (id, name, owner, written, seen_at) VALUES (" + NODE + ", 'filled', '', 0, 0)");
            execute(connection, config.embedded() ? "PRAGMA wal_checkpoint(TRUNCATE)" : "VACUUM ANALYZE");
        }
    }

    // The driver joins rows of a batch into one statement.
    private String url() {
        String url = config.database().url();
        return config.embedded()
                ? "jdbc:sqlite:" + config.file()
                : url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true";
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void insert(Connection connection, long events) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO event_log (account, node, sequence, at, kind, event, entry, outcome, country, findings)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (long i = 0; i < events; i++) {
                add(insert, i, start.plusNanos((long) (span.toNanos() * ((double) i / events))));
                if (i % BATCH == BATCH - 1 || i == events - 1) {
                    insert.executeBatch();
                }
                if (i % COMMIT == COMMIT - 1) {
                    connection.commit();
                }
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private void add(PreparedStatement insert, long i, Instant at) throws SQLException {
        Account account = accounts.apply(i);
        boolean login = i % 10 < 3;
        boolean refused = login && i % 50 == 1;
        boolean odd = i % 1_000 == 7;
        String country = i % 400 == 2 ? "NG" : "NO";
        String outcome = refused ? "refused" : "accepted";
        insert.setString(1, account.name());
        insert.setInt(2, NODE);
        insert.setLong(3, i + 1);
        insert.setLong(4, Micros.of(at));
        insert.setString(5, login ? "login" : "message");
        insert.setString(6, login ? login(at, account, outcome, i) : message(at, account, i));
        insert.setString(7, ENTRY.formatted(country));
        traits(insert, login ? outcome : null, login && !refused ? country : null, odd);
        insert.addBatch();
        count(HourlyCounts.EVERYBODY, at, login, refused, odd);
        count(HourlyCounts.scope(account.domain()), at, login, refused, odd);
    }

    private static void traits(
            PreparedStatement insert, @Nullable String outcome, @Nullable String country, boolean odd)
            throws SQLException {
        insert.setString(8, outcome);
        insert.setString(9, country);
        insert.setObject(10, odd ? 1 : null);
    }

    private static String login(Instant at, Account account, String outcome, long i) {
        return "{\"kind\":\"login\",\"time\":\"" + at + "\",\"account\":\"" + account
                + "\",\"protocol\":\"imap\",\"ip\":\"198.51.100." + i % 256 + "\",\"outcome\":\"" + outcome
                + "\",\"session\":\"s" + i
                + "\",\"client\":\"\\\"name\\\" \\\"Thunderbird\\\" \\\"version\\\" \\\"128.0\\\"\"}";
    }

    private static String message(Instant at, Account account, long i) {
        return "{\"kind\":\"message\",\"time\":\"" + at + "\",\"account\":\"" + account
                + "\",\"ip\":\"198.51.100." + i % 256 + "\",\"messageId\":\"<" + i
                + "@example.org>\",\"recipients\":[\"contact"
                + i % 50 + "@far.example\",\"friend@far.example\"],\"subject\":\"Minutes of Tuesday " + i
                + "\",\"bytes\":12345}";
    }

    private void count(String scope, Instant at, boolean login, boolean refused, boolean odd) {
        long[] sums = hours.computeIfAbsent(
                scope + " " + Math.floorDiv(Micros.of(at), HourlyCounts.HOUR), key -> new long[4]);
        sums[!login ? 2 : refused ? 1 : 0]++;
        sums[3] += odd ? 1 : 0;
    }

    private void activity(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO activity (scope, hour, node, logins, refused, messages, findings) VALUES (?, ?, ?, ?, ?,"
                        + " ?, ?)")) {
            for (Map.Entry<String, long[]> one : hours.entrySet()) {
                int space = one.getKey().indexOf(' ');
                insert.setString(1, one.getKey().substring(0, space));
                insert.setLong(2, Long.parseLong(one.getKey().substring(space + 1)));
                insert.setInt(3, NODE);
                for (int i = 0; i < 4; i++) {
                    insert.setLong(4 + i, one.getValue()[i]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }
}
