package io.mailwarden.benchmark;

import io.mailwarden.server.Overlay;
import io.mailwarden.server.Overlays;
import io.mailwarden.survival.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL of one server's own, as it is installed. Not thread-safe. */
final class PostgresStore implements AutoCloseable {

    // This connection's own questions are among the commits: one for each time that it is asked.
    private static final String COUNTS =
            "SELECT d.xact_commit, w.wal_bytes FROM pg_stat_database d, pg_stat_wal w WHERE d.datname = 'postgres'";

    private final Postgres postgres;
    private final Connection connection;

    private PostgresStore(Postgres postgres, Connection connection) {
        this.postgres = postgres;
        this.connection = connection;
    }

    /** Starts one, in place of what is in the folder. */
    static PostgresStore start(Path folder) throws IOException {
        Postgres postgres = new Postgres(folder);
        postgres.start();
        try {
            return new PostgresStore(postgres, DriverManager.getConnection(postgres.url()));
        } catch (SQLException e) {
            postgres.close();
            throw new IOException("PostgreSQL has started, but lets nobody in", e);
        }
    }

    /** Has Mailwarden keep its things there. */
    Overlay overlay() {
        return Overlays.property("mailwarden.properties", "store.url", postgres.url());
    }

    /** What it has counted; each session tells it what it did a second later at the latest. */
    StoreUse use() throws IOException {
        try (Statement statement = connection.createStatement();
                ResultSet counts = statement.executeQuery(COUNTS)) {
            if (!counts.next()) {
                throw new IOException("PostgreSQL does not count");
            }
            return new StoreUse(counts.getLong(1), counts.getBigDecimal(2).longValue());
        } catch (SQLException e) {
            throw new IOException("PostgreSQL does not tell what it counted", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e);
        } finally {
            postgres.close();
        }
    }
}
