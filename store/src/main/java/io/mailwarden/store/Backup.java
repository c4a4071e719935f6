package io.mailwarden.store;

import io.mailwarden.engine.support.StoreUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** Copies a whole store, as it was at one moment, into a new SQLite file, while it is in use. */
final class Backup {

    private static final int ROWS_AT_ONCE = 1_000;

    // A whole database, not one step: as long as it takes.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final StoreConfig config;
    private final Path target;

    Backup(StoreConfig config, Path target) {
        this.config = config;
        this.target = target;
    }

    /** Makes it; throws IllegalArgumentException when the target is there already, StoreUnavailable when it fails. */
    void make() {
        if (Files.exists(target)) {
            throw new IllegalArgumentException(target + " is there already");
        }
        new SqliteFile(target).make();
        try {
            if (config.embedded()) {
                vacuumInto();
            } else {
                copy();
            }
        } catch (SQLException e) {
            forget();
            throw new StoreUnavailable("back the store up", e);
        }
    }

    private void forget() {
        try {
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw new UncheckedIOException(target + " is no whole backup and cannot be deleted", e);
        }
    }

    private void vacuumInto() throws SQLException {
        try (Connection from = Pools.sqliteSource(config.file(), PATIENCE, SynchronousMode.FULL)
                        .getConnection();
                PreparedStatement vacuum = from.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, target.toString());
            vacuum.execute();
        }
    }

    private void copy() throws SQLException {
        var source = Pools.postgresqlSource(config);
        source.setSocketTimeout(0);
        var sink = Pools.sqliteSource(target, PATIENCE, SynchronousMode.FULL);
        Pools.migrate(sink, true);
        try (Connection from = source.getConnection();
                Connection to = sink.getConnection()) {
            from.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            from.setReadOnly(true);
            from.setAutoCommit(false);
            to.setAutoCommit(false);
            for (String table : tables(to)) {
                copy(table, from, to);
            }
            to.commit();
            from.rollback();
        }
        try (Connection to = sink.getConnection();
                Statement statement = to.createStatement()) {
            // One file is easier to carry away than three.
            statement.execute("PRAGMA journal_mode = DELETE");
        }
    }

    private static List<String> tables(Connection sqlite) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = sqlite.createStatement();
                ResultSet names = statement.executeQuery(
                        """
                        SELECT name FROM sqlite_master
                        WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'mailwarden_schema' ORDER BY name
                        """)) {
            while (names.next()) {
                tables.add(names.getString(1));
            }
        }
        return tables;
    }

    private static List<String> columns(String table, Connection sqlite) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = sqlite.createStatement();
                ResultSet names = statement.executeQuery("PRAGMA table_info(" + table + ")")) {
            while (names.next()) {
                columns.add(names.getString("name"));
            }
        }
        return columns;
    }

    private static void copy(String table, Connection from, Connection to) throws SQLException {
        List<String> columns = columns(table, to);
        String names = String.join(", ", columns);
        String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
        // Replace: some rows are there from the beginning, made by the migrations.
        try (Statement select = from.createStatement();
                PreparedStatement insert = to.prepareStatement(
                        "INSERT OR REPLACE INTO " + table + " (" + names + ") VALUES (" + marks + ")")) {
            select.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = select.executeQuery("SELECT " + names + " FROM " + table)) {
                long count = 0;
                while (rows.next()) {
                    for (int column = 1; column <= columns.size(); column++) {
                        insert.setObject(column, rows.getObject(column));
                    }
                    insert.addBatch();
                    count++;
                    if (count % ROWS_AT_ONCE == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
        }
    }
}
