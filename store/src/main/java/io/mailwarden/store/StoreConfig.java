package io.mailwarden.store;

import io.mailwarden.engine.support.Require;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of the store: database, queue and retention.
 *
 * @param directory folder of this node alone: its name, and the SQLite file; made when it is not there
 * @param database what holds them
 * @param retention how long events stay
 * @param queue events that wait to be written, 1000 to 10000000; a large one counts as several
 * @param connections that read at the same time; of PostgreSQL all connections, 2 to 100
 * @param timeout how long one step may wait for the store, 1s to 60s
 */
public record StoreConfig(
        Path directory,
        DatabaseConfig database,
        RetentionConfig retention,
        int queue,
        int connections,
        Duration timeout) {

    public StoreConfig {
        Require.within(queue, 1000, 10_000_000, "events");
        Require.within(connections, 2, 100, "connections");
        Require.within(timeout, Duration.ofSeconds(1), Duration.ofSeconds(60));
    }

    /**
     * The default settings: SQLite in that directory. Events for 90 days: as long as a takeover may go unnoticed by
     * rule (Microsoft Entra and Google Workspace keep 30 and 180 days of sign-ins), and three times what habits are
     * learned over. 10 GiB are some 12 million events. 100 000 waiting events are ten seconds at 10 000 a second, and
     * 100 MB at most.
     */
    public static StoreConfig defaults(Path directory, Path passwordFile) {
        return new StoreConfig(
                directory,
                new DatabaseConfig(DatabaseConfig.SQLITE + "mailwarden.db", "", passwordFile),
                new RetentionConfig(Duration.ofDays(90), 10_240),
                100_000,
                8,
                Duration.ofSeconds(5));
    }

    /** Whether the store is a file of this node alone. */
    public boolean embedded() {
        return database.embedded();
    }

    /** The file of the SQLite database. */
    public Path file() {
        return directory.resolve(database.file()).toAbsolutePath();
    }
}
