package io.mailwarden.store.log;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.EntryLines;
import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.LogEntry;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.engine.eventlog.StoreHealth;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.store.Database;
import io.mailwarden.store.Faults;
import io.mailwarden.store.Micros;
import io.mailwarden.store.Node;
import io.mailwarden.store.StoreConfig;
import io.mailwarden.store.log.EntryQueue.QueuedEntry;
import io.mailwarden.store.log.LogWriter.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The event log in SQL. What is appended waits in a bounded queue; one thread writes it in order, in batches, at the
 * latest {@value #LINGER_MILLIS} ms later, and sooner when it is not plainly allowed. While the store is gone, slow or
 * full it tries the same batch again and again, the alarm {@value #ALARM} stands, and nothing of the queue is lost; what
 * has no room in it is dropped and counted. Thread-safe.
 */
public final class SqlEventLog implements EventLog, AutoCloseable {

    /** Stands while nothing can be written. */
    public static final String ALARM = "event-log";

    /** Stands while events are dropped because the queue is full. */
    public static final String ALARM_FULL = "event-log-full";

    /** Stands while what was written cannot be indexed. */
    static final String ALARM_INDEX = "event-log-index";

    private static final int LINGER_MILLIS = 250;

    // What is not plainly allowed is written at once, but no more often than this, however much of it comes.
    private static final int HURRY_MILLIS = 100;
    private static final int INDEXED_AFTER = 1_000;
    private static final Duration RESTS = Duration.ofDays(1);
    private static final int BATCH = 2_000;
    private static final int MICROS_OF_A_SEQUENCE = 10;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final Database database;
    private final Node node;
    private final Alarms alarms;
    private final Duration timeout;
    private final int most;
    private final EntryQueue queue;
    private final LogWriter writer;
    private final LogReader reader;
    private final AccountIndex index;
    private final OlderLog older;
    private final Clock clock;
    private final Thread thread;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong recoveries = new AtomicLong();
    private volatile boolean full;

    // Entries since the writer last looked how much is not indexed; at the start an earlier run's are not known.
    private int notLooked = INDEXED_AFTER;

    private SqlEventLog(Database database, Node node, StoreConfig config, Clock clock, Alarms alarms) {
        this.database = database;
        this.node = node;
        this.alarms = alarms;
        this.timeout = config.timeout();
        this.most = config.queue();
        this.queue = new EntryQueue(most, BATCH, Duration.ofMillis(LINGER_MILLIS), Duration.ofMillis(HURRY_MILLIS));
        this.writer = new LogWriter(database, node, clock, alarms);
        this.clock = clock;
        this.index = new AccountIndex(database);
        this.older = new OlderLog(database);
        this.reader = new LogReader(database, index, older, alarms);
        this.thread = new Thread(this::write, "mailwarden-event-log");
        thread.setDaemon(true);
    }

    /**
     * Opens the log for that node and begins to write. With a store that cannot be reached it begins all the same: its
     * sequences then go on from the clock's time, in steps of 10 microseconds, which is behind any that were ever given
     * and fits until the year 2059.
     */
    public static SqlEventLog start(Database database, Node node, StoreConfig config, Clock clock, Alarms alarms) {
        SqlEventLog log = new SqlEventLog(database, node, config, clock, alarms);
        try {
            log.queue.startAfter(log.writer.claim());
        } catch (StoreUnavailable e) {
            log.queue.startAfter(Math.max(0, Micros.of(clock.instant()) / MICROS_OF_A_SEQUENCE));
            alarms.raise(ALARM, "events wait in memory until the store is there", e);
        }
        log.thread.start();
        return log;
    }

    @Override
    public int node() {
        return node.number();
    }

    @Override
    public long append(LogEntry entry) {
        long sequence = queue.add(entry, !plain(entry));
        if (sequence == 0) {
            dropped.incrementAndGet();
            full = true;
            alarms.raise(ALARM_FULL, "events are dropped: more come than the store can take, or it is gone");
        }
        return sequence;
    }

    private static boolean plain(LogEntry entry) {
        return entry.assessed()
                .map(EventAssessed::outcome)
                .filter(outcome -> outcome.verdict().equals(EventOutcome.ALLOW)
                        && outcome.found().isEmpty())
                .isPresent();
    }

    /** What accounts did, to be counted. */
    public AccountEvents accounts() {
        return new AccountEvents(index, older);
    }

    @Override
    public long last() {
        return queue.last();
    }

    @Override
    public void flush() {
        try {
            if (!queue.await(queue.last(), timeout)) {
                throw new StoreUnavailable("write the event log", new TimeoutException("not within " + timeout));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("write the event log", e);
        }
    }

    @Override
    public List<LoggedEntry> of(Account account, LogPositions folded) {
        return reader.of(account, folded);
    }

    @Override
    public List<LoggedEntry> after(LogPositions read, int limit) {
        return reader.after(read, limit);
    }

    @Override
    public List<EventAssessed> logins(Account account, int limit) {
        return reader.logins(account, limit);
    }

    @Override
    public List<EventAssessed> messages(Account account, Instant from, int limit) {
        return reader.messages(account, from, limit);
    }

    @Override
    public StoreHealth health() {
        return new StoreHealth(written(), queued(), dropped(), database.failures(), database.recoveries());
    }

    /** Events that were not written and never will be, since the start. */
    public long dropped() {
        return dropped.get();
    }

    /** Events that wait to be written. */
    public int queued() {
        return queue.size();
    }

    /** Events that were written since the start. */
    public long written() {
        return written.get();
    }

    /** All that this node appended up to that sequence is written. */
    long writtenUpTo() {
        return queue.written();
    }

    /** How often writing went on after it had failed, since the start. */
    public long recoveries() {
        return recoveries.get();
    }

    /** Entries that could not be read, each time that it was tried, since the start. */
    long unreadable() {
        return reader.unreadable();
    }

    private void write() {
        try {
            for (List<QueuedEntry> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
                write(rows(batch));
                queue.settle();
                index(batch.size());
                if (full && queue.size() < most / 2) {
                    full = false;
                    alarms.clear(ALARM_FULL);
                }
            }
        } catch (InterruptedException e) {
            // Closed while the store was gone.
            Thread.currentThread().interrupt();
        }
    }

    private void index(int more) {
        notLooked += more;
        if (notLooked >= INDEXED_AFTER) {
            try {
                index.makeRuns(node.number(), Micros.of(clock.instant().minus(RESTS)));
                notLooked = 0;
                alarms.clear(ALARM_INDEX);
            } catch (RuntimeException e) {
                // It is tried with the next batch; until then what is not indexed is read in its order.
                alarms.raise(ALARM_INDEX, "the event log is not indexed and takes memory", e);
            }
        }
    }

    private List<Row> rows(List<QueuedEntry> batch) {
        List<Row> rows = new ArrayList<>(batch.size());
        for (QueuedEntry pending : batch) {
            try {
                LogEntry entry = pending.entry();
                rows.add(new Row(
                        pending.sequence(),
                        entry.at(),
                        entry.account(),
                        EntryLines.write(entry),
                        EventTraits.of(entry)));
            } catch (RuntimeException e) {
                unfit(e);
            }
        }
        return rows;
    }

    private void write(List<Row> rows) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        boolean failed = false;
        while (!rows.isEmpty() && !written(rows)) {
            failed = true;
            Thread.sleep(pause);
            pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
        }
        if (failed) {
            recoveries.incrementAndGet();
        }
        alarms.clear(ALARM);
    }

    private boolean written(List<Row> rows) throws InterruptedException {
        try {
            writer.write(rows);
            index.wrote(node.number(), rows);
            written.addAndGet(rows.size());
            return true;
        } catch (RuntimeException e) {
            if (Faults.unfit(e)) {
                return writtenSingly(rows, e);
            }
            if (Faults.duplicate(e)) {
                writer.becomeAnother();
            }
            alarms.raise(ALARM, "events wait in memory and are written when the store is back", e);
            return false;
        }
    }

    // One that no table takes must not keep all others back.
    private boolean writtenSingly(List<Row> rows, RuntimeException error) throws InterruptedException {
        if (rows.size() == 1) {
            unfit(error);
            return true;
        }
        for (Row row : rows) {
            write(List.of(row));
        }
        return true;
    }

    private void unfit(RuntimeException error) {
        dropped.incrementAndGet();
        alarms.raise("event-log-unfit", "an event could not be written and was dropped", error);
    }

    /** Writes what waits, for as long as one step may take; what is not written then is lost and counted. */
    @Override
    public void close() {
        queue.close();
        try {
            thread.join(timeout.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(timeout.toMillis());
                dropped.addAndGet(queue.size());
                alarms.raise(ALARM, queue.size() + " events were lost: the store was gone when the server ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
