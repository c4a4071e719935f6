package io.mailwarden.store.log;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Position;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.eventlog.Deviations;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.LogEntry;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Origin.Trust;
import io.mailwarden.engine.origin.Place;
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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
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

    private final Random random = new Random(1);
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
                log.append(entry(Instant.ofEpochMilli(1_777_777_777_000L + appended)));
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

    private LogEntry entry(Instant at) {
        Account account = new Account("account" + random.nextInt(ACCOUNTS) + "@example.org");
        Address address = Address.parse("198.51.100." + random.nextInt(256)).orElseThrow();
        Origin origin = new Origin(
                Optional.of(address),
                Optional.of(address.network()),
                Optional.of(new Place("NO", Optional.of("Oslo"), Optional.of(new Position(59.9452, 10.7559)), 20)),
                "AS2119 Telenor Norge AS",
                OptionalLong.of(2119),
                NetworkKind.RESIDENTIAL,
                "",
                Trust.NONE);
        return random.nextInt(10) < 3
                ? new EventAssessed(login(at, account, address), origin, learned(Optional.empty()))
                : new EventAssessed(message(at, account, address), origin, learned(Optional.of(deviations())));
    }

    private static EventOutcome learned(Optional<Deviations> deviations) {
        return new EventOutcome(EventOutcome.ALLOW, List.of(), Learning.LEARNED, Set.of(), 0, 0, deviations);
    }

    private Deviations deviations() {
        float[] values = new float[Deviations.Feature.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 4;
        }
        return new Deviations(values);
    }

    private Login login(Instant at, Account account, Address address) {
        Client client = new Client("Thunderbird", "128.0", "Linux");
        Login.Source source =
                new Login.Source(address, client, true, Integer.toHexString(random.nextInt()), Optional.empty());
        return new Login(
                at,
                account,
                Protocol.IMAP,
                Login.Outcome.ACCEPTED,
                Optional.of(source),
                new Login.Secret(OptionalInt.of(random.nextInt(4096)), Optional.empty()));
    }

    private Message message(Instant at, Account account, Address address) {
        Message.Content content = new Message.Content(
                "<" + Long.toHexString(random.nextLong()) + "@mail.example.org>",
                "Minutes of the meeting on Tuesday",
                20_000 + random.nextInt(10_000),
                List.of("https://www.example.org/minutes/" + random.nextInt(1000)),
                List.of(),
                new Message.Sender(List.of(account.name()), List.of()),
                OptionalLong.of(random.nextLong()),
                Optional.of(Message.Scan.CLEAN));
        return new Message(
                at,
                account,
                Optional.of(address),
                Optional.empty(),
                List.of("c" + random.nextInt(1000) + "@example.net", "d" + random.nextInt(1000) + "@example.net"),
                content);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
