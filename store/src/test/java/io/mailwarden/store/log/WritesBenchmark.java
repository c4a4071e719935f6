package io.mailwarden.store.log;

import com.sun.management.OperatingSystemMXBean;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.store.Database;
import io.mailwarden.store.Node;
import io.mailwarden.store.StoreConfig;
import io.mailwarden.store.Stores;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts what the event log makes this process write: bytes and write calls of an entry, as Linux counts them, with all
 * that is copied from the write-ahead log into the file afterwards. For PostgreSQL that is what goes to the server.
 * Processor time is that of the whole process. The budget that it guards: 2 KB for a login.
 */
public final class WritesBenchmark {

    private final RandomEntries entries;

    private WritesBenchmark(int accounts) {
        entries = new RandomEntries(accounts);
    }

    /**
     * Runs it.
     *
     * @param arguments a folder, a URL as in the settings, {@code login} or {@code message}, how many accounts, entries
     *     before it counts, entries that it counts, entries a second
     */
    public static void main(String[] arguments) throws IOException {
        StoreConfig config = Stores.config(Path.of(arguments[0]), arguments[1]);
        WritesBenchmark benchmark = new WritesBenchmark(Integer.parseInt(arguments[3]));
        boolean logins = arguments[2].equals("login");
        int before = Integer.parseInt(arguments[4]);
        int counted = Integer.parseInt(arguments[5]);
        Counts unused = benchmark.run(config, logins, before, before);
        Counts start = benchmark.run(config, logins, counted, Integer.parseInt(arguments[6]));
        Counts end = Counts.now();
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f bytes, %.2f write calls, %.1f us of processor time%n",
                arguments[2],
                (end.bytes() - start.bytes()) / (double) counted,
                (end.calls() - start.calls()) / (double) counted,
                (end.nanos() - start.nanos()) / 1e3 / counted);
    }

    private record Counts(long bytes, long calls, long nanos) {

        static Counts now() throws IOException {
            List<String> lines = Files.readAllLines(Path.of("/proc/self/io"));
            return new Counts(
                    number(lines, "wchar: "),
                    number(lines, "syscw: "),
                    ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime());
        }

        private static long number(List<String> lines, String name) {
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.substring(name.length())))
                    .sum();
        }
    }

    private Counts run(StoreConfig config, boolean logins, int number, int rate) throws IOException {
        Clock clock = Clock.systemUTC();
        Alarms alarms = new Alarms(clock);
        Counts start;
        try (Database database = Database.open(config, alarms, clock);
                Node node = Node.open(config.directory());
                SqlEventLog log = SqlEventLog.start(database, node, config, clock, alarms)) {
            // What the opening wrote is not counted; what the closing writes into the file is.
            start = Counts.now();
            long started = System.nanoTime();
            for (int i = 0; i < number; i++) {
                long due = started + (long) (i * 1e9 / rate);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                while (log.queued() > config.queue() / 2) {
                    LockSupport.parkNanos(1_000_000);
                }
                log.append(entries.next(clock.instant(), logins));
            }
            while (log.queued() > 0) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        return start;
    }
}
