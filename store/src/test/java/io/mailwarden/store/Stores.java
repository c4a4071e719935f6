package io.mailwarden.store;

import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.store.log.SqlEventLog;
import io.mailwarden.store.profile.SqlProfileStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Stores for tests: a SQLite file, or a database of its own on one PostgreSQL that lives as long as the tests. */
public final class Stores {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Stores() {}

    private static final class Server {

        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static StoreConfig sqlite(Path directory) {
        return config(directory, "jdbc:sqlite:mailwarden.db");
    }

    public static StoreConfig postgresql(Path directory) throws SQLException {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return config(directory, Server.POSTGRES.getJdbcUrl("postgres", name));
    }

    public static StoreConfig config(Path directory, String url) {
        StoreConfig shipped = StoreConfig.defaults(directory, directory.resolve("password"));
        return new StoreConfig(
                directory, shipped.database().at(url), shipped.retention(), shipped.queue(), 4, shipped.timeout());
    }

    /** An open store with all that its parts need. */
    public record Open(
            StoreConfig config, TestClock clock, Alarms alarms, Database database, Node node, SqlEventLog log)
            implements AutoCloseable {

        public static Open of(StoreConfig config) {
            TestClock clock = TestClock.at("2026-05-03T12:00:00Z");
            Alarms alarms = new Alarms(clock);
            Database database = Database.open(config, alarms, clock);
            Node node = Node.open(config.directory());
            return new Open(
                    config, clock, alarms, database, node, SqlEventLog.start(database, node, config, clock, alarms));
        }

        SqlProfileStore profiles() {
            return new SqlProfileStore(database, log, clock);
        }

        @Override
        public void close() {
            log.close();
            node.close();
            database.close();
        }
    }
}
