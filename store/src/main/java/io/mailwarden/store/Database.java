package io.mailwarden.store;

import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The store behind the ports: a SQLite file or PostgreSQL, with its tables up to date. A store that cannot be reached
 * is tried again by whoever asks next, at most once a second, and the alarm {@value #ALARM} stands meanwhile. A SQLite
 * file that is damaged or gone is set aside and a fresh one started at once, with the alarm {@value #CORRUPT}.
 * Thread-safe.
 */
public final class Database implements AutoCloseable {

    /** Stands while steps fail; clears by itself with the next that succeeds. */
    public static final String ALARM = Alarms.STORE;

    /** Stands from when a damaged file was set aside until the next start. */
    public static final String CORRUPT = "store-corrupt";

    private static final Duration RETRY = Duration.ofSeconds(1);

    /**
     * A step in the store.
     *
     * @param <T> what it gives
     */
    @FunctionalInterface
    public interface Step<T> {

        /** Does it; what it throws undoes it. The handle is not to be used afterwards. */
        T with(Handle handle) throws SQLException;
    }

    private final StoreConfig config;
    private final Alarms alarms;
    private final Clock clock;
    private final boolean mends;
    private final List<Runnable> afresh = new CopyOnWriteArrayList<>();
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong recoveries = new AtomicLong();
    private volatile @Nullable Pools pools;
    private volatile boolean failing;
    private volatile boolean closed;
    private volatile long nextTry = System.nanoTime();

    private Database(StoreConfig config, Alarms alarms, Clock clock, boolean mends) {
        this.config = config;
        this.alarms = alarms;
        this.clock = clock;
        this.mends = mends;
    }

    /**
     * Opens the store, or leaves it for later, with an alarm, when it cannot be reached; throws UncheckedIOException
     * when the folder or the password file cannot be used.
     */
    public static Database open(StoreConfig config, Alarms alarms, Clock clock) {
        Database database = new Database(config, alarms, clock, true);
        if (config.embedded()) {
            new SqliteFile(config.file()).make();
        }
        try {
            database.connected("open");
        } catch (StoreUnavailable e) {
            database.failed(e);
        }
        return database;
    }

    /**
     * Opens a store that is there, for an operator: a SQLite file that is damaged stays where it is. Throws
     * {@link StoreUnavailable} when it cannot be reached.
     */
    public static Database inspect(StoreConfig config, Alarms alarms, Clock clock) {
        Database database = new Database(config, alarms, clock, false);
        database.connected("open");
        return database;
    }

    /** Reads, outside of any transaction; throws {@link StoreUnavailable} for what the database threw. */
    public <T> T read(String operation, Step<T> step) {
        return run(operation, connected -> connected.read().withHandle(step::with));
    }

    /**
     * Reads and writes in one transaction, which is committed when this returns; throws {@link StoreUnavailable} for
     * what the database threw, and then, as a rule, nothing was changed: a connection that broke while committing
     * leaves open which it was, so whoever tries again must be able to tell. Steps must be short and begin no others:
     * SQLite knows one writer at a time.
     */
    public <T> T change(String operation, Step<T> step) {
        return run(operation, connected -> connected.write().inTransaction(step::with));
    }

    /** Calls that whenever a fresh file took the place of a damaged one; it must return at once. */
    void whenAfresh(Runnable listener) {
        afresh.add(listener);
    }

    /** Whether the store is a file of this node alone. */
    public boolean embedded() {
        return config.embedded();
    }

    /** Bytes on disk of a SQLite file; empty for PostgreSQL. */
    public Optional<Long> fileBytes() {
        return config.embedded() ? Optional.of(new SqliteFile(config.file()).bytes()) : Optional.empty();
    }

    /** Whether the last step failed. */
    boolean failing() {
        return failing;
    }

    /** Steps that failed since the start. */
    public long failures() {
        return failures.get();
    }

    /** How often the store came back since the start. */
    public long recoveries() {
        return recoveries.get();
    }

    private interface Task<T> {
        T with(Pools connected) throws SQLException;
    }

    private <T> T run(String operation, Task<T> task) {
        Pools used = null;
        Exception error;
        Lock gateway = enter(operation);
        try {
            used = connected(operation);
            refuseWhileGone(operation);
            if (used.moved()) {
                throw new Faults.FileMoved();
            }
            T result = task.with(used);
            succeeded();
            return result;
        } catch (SQLException | JdbiException e) {
            error = e;
        } finally {
            gateway.unlock();
        }
        StoreUnavailable unavailable = new StoreUnavailable(operation, error);
        if (Faults.contended(error)) {
            throw unavailable; // It works, for another.
        }
        failed(unavailable);
        if (mends && used != null && embedded() && Faults.lost(error)) {
            startAfresh(used, error);
        }
        throw unavailable;
    }

    private Lock enter(String operation) {
        Lock gateway = gate.readLock();
        try {
            if (gateway.tryLock(config.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                return gateway;
            }
            throw new StoreUnavailable(operation, new IllegalStateException("the file is being replaced"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable(operation, e);
        }
    }

    // Whoever waits for a connection waits long: not everybody, one after the other, while there is none.
    private void refuseWhileGone(String operation) {
        if (failing && System.nanoTime() - nextTry < 0) {
            throw new StoreUnavailable(operation, new IllegalStateException("there was no connection a moment ago"));
        }
    }

    private Pools connected(String operation) {
        Pools ready = pools;
        return ready != null ? ready : connect(operation);
    }

    private synchronized Pools connect(String operation) {
        Pools ready = pools;
        if (ready != null) {
            return ready;
        }
        if (closed || System.nanoTime() - nextTry < 0) {
            throw new StoreUnavailable(operation, new IllegalStateException("not connected"));
        }
        try {
            return pools = open();
        } catch (JdbiException | FlywayException e) {
            nextTry = System.nanoTime() + RETRY.toNanos();
            throw new StoreUnavailable(operation, e);
        }
    }

    private Pools open() {
        try {
            return Pools.open(config);
        } catch (FlywayException e) {
            if (!mends || !embedded() || !Faults.lost(e)) {
                throw e;
            }
            setAside(e);
            return Pools.open(config);
        }
    }

    private void startAfresh(Pools damaged, Exception error) {
        gate.writeLock().lock();
        try {
            if (pools != damaged || closed) {
                return;
            }
            damaged.close();
            pools = null;
            replace(error);
            nextTry = System.nanoTime(); // What was tried before was another file.
            connect("start afresh");
        } catch (StoreUnavailable e) {
            failed(e);
        } catch (UncheckedIOException e) {
            failed(new StoreUnavailable("set the damaged file aside", e));
        } finally {
            gate.writeLock().unlock();
        }
        afresh.forEach(Runnable::run);
    }

    private void replace(Exception error) {
        if (error instanceof Faults.FileMoved && Files.exists(config.file())) {
            alarms.raise(CORRUPT, "another file was put in the place of the store, which is used now", error);
        } else {
            setAside(error);
        }
    }

    private void setAside(Exception error) {
        SqliteFile file = new SqliteFile(config.file());
        Path aside = file.setAside(clock.instant());
        file.make();
        alarms.raise(
                CORRUPT,
                "the store was damaged or taken away; what is left of it lies in " + aside + "; a fresh one was started"
                        + " (a backup can take its place while no server runs)",
                error);
    }

    private void succeeded() {
        if (failing) {
            failing = false;
            recoveries.incrementAndGet();
            alarms.clear(ALARM);
        }
    }

    private void failed(StoreUnavailable error) {
        if (error.getCause() instanceof ConnectionException) {
            nextTry = System.nanoTime() + RETRY.toNanos();
        }
        failing = true;
        failures.incrementAndGet();
        alarms.raise(ALARM, "the store cannot be used; it is tried again with each step", error);
    }

    /** Ends all connections; what is asked for afterwards fails. */
    @Override
    public void close() {
        gate.writeLock().lock();
        try {
            closed = true;
            Pools open = pools;
            pools = null;
            if (open != null) {
                open.close();
            }
        } finally {
            gate.writeLock().unlock();
        }
    }
}
