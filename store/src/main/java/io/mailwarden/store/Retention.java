package io.mailwarden.store;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.store.log.HourlyCounts;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Removes what is too old from the log, and the oldest where the log is too large: part by part, each some thousand
 * entries of one node. Of each account that a part tells of, a snapshot is made first. On a thread of its own, on every
 * node: it does not matter who removes a part. A clock that jumps forward removes nothing: beyond the time at the
 * start, only running time counts.
 */
final class Retention implements AutoCloseable {

    /** Stands while nothing can be removed. */
    public static final String ALARM = "event-log-retention";

    private static final long EVERY_SECONDS = 10;
    private static final long MEGABYTE = 1_000_000;

    // What one snapshot takes at least, with room for how far nodes' clocks are apart and how late one follows another.
    private static final long SURELY_FOLDED_MICROS = 3_600_000_000L;
    private static final int ACCOUNTS_AT_ONCE = 500;

    // The log, and what older versions wrote of it.
    private static final List<String> TABLES = List.of("event_log", "event_log_by_account");

    private static final String WITHOUT_SNAPSHOT =
            """
            SELECT DISTINCT account FROM %s AS log WHERE node = :node AND sequence >= :first AND sequence <= :last
            AND NOT EXISTS (SELECT 1 FROM profile WHERE profile.account = log.account AND profile.saved_at > :after)
            """;

    private final Database database;
    private final StoreConfig config;
    private final Clock clock;
    private final Alarms alarms;
    private final Consumer<Set<Account>> foldFirst;
    private final Instant started;
    private final long startedNanos = System.nanoTime();
    private final AtomicLong removed = new AtomicLong();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "mailwarden-retention");
        made.setDaemon(true);
        return made;
    });

    private record OldPart(int node, long first, long last, long writtenAt) {}

    private Retention(
            Database database, StoreConfig config, Clock clock, Alarms alarms, Consumer<Set<Account>> foldFirst) {
        this.database = database;
        this.config = config;
        this.clock = clock;
        this.alarms = alarms;
        this.foldFirst = foldFirst;
        this.started = clock.instant();
    }

    /**
     * Starts the retention of the event log, which looks every ten seconds for what is too old.
     *
     * @param foldFirst returns when the snapshots of these accounts tell all that the log tells of them; what it throws
     *     keeps the log as it is until the next time
     */
    static Retention start(
            Database database, StoreConfig config, Clock clock, Alarms alarms, Consumer<Set<Account>> foldFirst) {
        Retention retention = resting(database, config, clock, alarms, foldFirst);
        var unused = retention.thread.scheduleWithFixedDelay(
                retention::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        return retention;
    }

    /** One that looks when it is told to. */
    static Retention resting(
            Database database, StoreConfig config, Clock clock, Alarms alarms, Consumer<Set<Account>> foldFirst) {
        return new Retention(database, config, clock, alarms, foldFirst);
    }

    /** Removes what has to go. */
    void look() {
        try {
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                more = due().filter(this::remove).isPresent();
            }
            alarms.clear(ALARM);
        } catch (RuntimeException e) {
            alarms.raise(ALARM, "old events cannot be removed, the log grows", e);
        }
    }

    private Optional<OldPart> due() {
        long before = Micros.of(now().minus(config.retention().keepEventsFor()));
        return database.read("look for old events", handle -> {
            Optional<OldPart> oldest = oldest(handle);
            boolean goes = oldest.isPresent()
                    && (oldest.get().writtenAt() < before
                            || bytes(handle) > config.retention().keepEventsUpToMegabytes() * MEGABYTE);
            return goes ? oldest : Optional.empty();
        });
    }

    private Instant now() {
        Instant byUptime = started.plusNanos(System.nanoTime() - startedNanos);
        Instant byClock = clock.instant();
        return byClock.isBefore(byUptime) ? byClock : byUptime;
    }

    private static Optional<OldPart> oldest(Handle handle) {
        return handle.createQuery(
                        "SELECT node, first, last, written_at FROM event_log_part ORDER BY written_at, node, first"
                                + " LIMIT 1")
                .map((row, context) -> new OldPart(row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .findOne();
    }

    private static long bytes(Handle handle) {
        return handle.createQuery("SELECT COALESCE(SUM(bytes), 0) FROM event_log_part")
                .mapTo(Long.class)
                .one();
    }

    // False when somebody else removed it, or added to it.
    private boolean remove(OldPart part) {
        List<Account> accounts = List.copyOf(accountsWithoutSnapshot(part));
        for (int from = 0; from < accounts.size(); from += ACCOUNTS_AT_ONCE) {
            foldFirst.accept(new HashSet<>(accounts.subList(from, Math.min(accounts.size(), from + ACCOUNTS_AT_ONCE))));
        }
        int entries = database.change("remove old events", handle -> {
            int parts = handle.execute(
                    "DELETE FROM event_log_part WHERE node = ? AND first = ? AND last = ?",
                    part.node(),
                    part.first(),
                    part.last());
            handle.execute(
                    "DELETE FROM activity WHERE hour < ?",
                    Math.floorDiv(Micros.of(now().minus(config.retention().keepEventsFor())), HourlyCounts.HOUR));
            return parts == 0 ? -1 : removeEntries(handle, part);
        });
        removed.addAndGet(Math.max(0, entries));
        return entries >= 0;
    }

    private static int removeEntries(Handle handle, OldPart part) {
        int entries = 0;
        for (String table : TABLES) {
            entries += handle.execute(
                    "DELETE FROM " + table + " WHERE node = ? AND sequence >= ? AND sequence <= ?",
                    part.node(),
                    part.first(),
                    part.last());
        }
        // A run goes when nothing is left of what it tells of.
        for (String table : List.of("event_of_account", "event_run")) {
            handle.execute(
                    "DELETE FROM " + table + " WHERE node = ? AND last <= ? AND last <"
                            + " (SELECT COALESCE(MIN(first), ?) FROM event_log_part WHERE node = ?)",
                    part.node(),
                    part.last(),
                    Long.MAX_VALUE,
                    part.node());
        }
        return entries;
    }

    private Set<Account> accountsWithoutSnapshot(OldPart part) {
        Set<Account> accounts = new TreeSet<>();
        for (String table : TABLES) {
            accounts.addAll(database.read(
                    "look for accounts of old events", handle -> handle.createQuery(WITHOUT_SNAPSHOT.formatted(table))
                            .bind("node", part.node())
                            .bind("first", part.first())
                            .bind("last", part.last())
                            .bind("after", part.writtenAt() + SURELY_FOLDED_MICROS)
                            .map((row, context) -> new Account(row.getString(1)))
                            .list()));
        }
        return accounts;
    }

    /** Entries that were removed since the start. */
    long removed() {
        return removed.get();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            boolean unused = thread.awaitTermination(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
