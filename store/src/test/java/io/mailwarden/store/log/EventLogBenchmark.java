package io.mailwarden.store.log;

import io.mailwarden.engine.support.Alarms;
import io.mailwarden.store.Database;
import io.mailwarden.store.Node;
import io.mailwarden.store.StoreConfig;
import io.mailwarden.store.StoreTools;
import io.mailwarden.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Appends so many events a second for so long, three logins to seven messages of many accounts, and prints what was
 * written, dropped, and how long an event takes until it is written. The budget that it guards: 10 000 events a second
 * without a drop, and each written within a second.
 */
public final class EventLogBenchmark {

    private static final int ACCOUNTS = 100_000;
    private static final long SLICE_MILLIS = 10;
    private static final double MEGABYTE = 1e6;

    private final RandomEntries entries = new RandomEntries(ACCOUNTS);
    private final SqlEventLog log;
    private final List<Long> delays = new ArrayList<>();
    private final AtomicBoolean done = new AtomicBoolean();

    private EventLogBenchmark(SqlEventLog log) {
        this.log = log;
    }

    /**
     * Runs it.
     *
     * @param arguments a folder, a URL as in the settings (jdbc:sqlite:benchmark.db), events a second, seconds
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        StoreConfig config = Stores.config(Path.of(arguments[0]), arguments[1]);
        Clock clock = Clock.systemUTC();
        Alarms alarms = new Alarms(clock);
        try (Database database = Database.open(config, alarms, clock);
                Node node = Node.open(config.directory());
                SqlEventLog log = SqlEventLog.start(database, node, config, clock, alarms)) {
            new EventLogBenchmark(log).run(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            database.fileBytes().ifPresent(bytes -> print("file: %.0f MB", bytes / MEGABYTE));
            long counted = new StoreTools(database, config).bytes();
            print("counted by retention: %.0f MB", counted / MEGABYTE);
            print("alarms: %s", alarms.standing());
        }
    }

    private void run(int rate, int seconds) throws InterruptedException {
        Thread watch = new Thread(this::watch, "watch");
        watch.start();
        long started = System.nanoTime();
        long target = (long) rate * seconds;
        long appended = 0;
        int most = 0;
        while (appended < target) {
            long due = Math.min(target, (System.nanoTime() - started) / 1_000 * rate / 1_000_000);
            for (; appended < due; appended++) {
                log.append(entries.next(Instant.ofEpochMilli(1_777_777_777_000L + appended)));
            }
            most = Math.max(most, log.queued());
            Thread.sleep(SLICE_MILLIS);
        }
        double appending = (System.nanoTime() - started) / 1e9;
        while (log.queued() > 0) {
            Thread.sleep(SLICE_MILLIS);
        }
        double writing = (System.nanoTime() - started) / 1e9;
        done.set(true);
        watch.join();
        report(appended / appending, log.written() / writing, most);
    }

    private void report(double appended, double written, int most) {
        Collections.sort(delays);
        print("appended: %.0f a second", appended);
        print("written: %d, %.0f a second", log.written(), written);
        print("dropped: %d; most that waited: %d", log.dropped(), most);
        print(
                "until written: median %d ms, p99 %d ms, longest %d ms",
                delays.get(delays.size() / 2), delays.get((int) (delays.size() * 0.99)), delays.get(delays.size() - 1));
    }

    private void watch() {
        try {
            while (!done.get()) {
                long from = System.nanoTime();
                long sequence = log.last();
                while (log.writtenUpTo() < sequence) {
                    Thread.sleep(1);
                }
                delays.add((System.nanoTime() - from) / 1_000_000);
                Thread.sleep(SLICE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
