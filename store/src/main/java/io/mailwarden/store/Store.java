package io.mailwarden.store;

import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.incident.InMemoryIncidentStore;
import io.mailwarden.engine.incident.IncidentStore;
import io.mailwarden.engine.profile.EventLog;
import io.mailwarden.engine.profile.ProfileStore;
import java.time.Clock;

/** Everything that one node keeps, opened and closed together. Thread-safe. */
public final class Store implements AutoCloseable {

    private final Node node;
    private final Database database;
    private final SqlEventLog log;
    private final SqlProfileStore profiles;
    private final IncidentStore incidents;

    private Store(StoreConfig config, Alarms alarms, Clock clock) {
        node = Node.open(config.directory());
        database = Database.open(config, alarms, clock);
        log = SqlEventLog.start(database, node, config, clock, alarms);
        profiles = new SqlProfileStore(database, log, clock);
        incidents = new InMemoryIncidentStore(10_000);
    }

    /**
     * Opens it, also when the database cannot be reached: then with an alarm, and events wait. Throws
     * IllegalStateException when another process uses the folder, UncheckedIOException when it cannot be used.
     */
    public static Store open(StoreConfig config, Alarms alarms, Clock clock) {
        return new Store(config, alarms, clock);
    }

    /** The event log. */
    public EventLog log() {
        return log;
    }

    /** Snapshots of profiles. */
    public ProfileStore profiles() {
        return profiles;
    }

    /** The cases. */
    public IncidentStore incidents() {
        return incidents;
    }

    /** What all nodes have in common. */
    public SqlSettings settings() {
        return new SqlSettings(database);
    }

    /** Calls that whenever a fresh file took the place of a damaged one; it must return at once. */
    public void whenAfresh(Runnable listener) {
        database.whenAfresh(listener);
    }

    /** How it does. */
    public StoreHealth health() {
        return new StoreHealth(
                log.written(),
                log.queued(),
                log.dropped(),
                database.failures(),
                database.recoveries() + log.recoveries());
    }

    /** Writes what waits, for a bounded time, and closes. */
    @Override
    public void close() {
        log.close();
        database.close();
        node.close();
    }
}
