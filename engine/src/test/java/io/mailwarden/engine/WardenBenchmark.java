package io.mailwarden.engine;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.fixtures.GeoLite2;
import io.mailwarden.engine.fixtures.Settings;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.origin.OriginConfig;
import io.mailwarden.engine.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one event costs the thread that brings it, at 10 000 mature profiles with the GeoLite2 City and ASN databases.
 * Budget: p99 below 200 µs, since James runs SMTP hooks on Netty's I/O threads.
 *
 * <p>Events are normal ones: each account in turn, from one of its own networks, the time moving on. Run it by
 *
 * <pre>
 * ./mvnw -q -pl engine test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     "-Dexec.args=-cp %classpath org.openjdk.jmh.Main WardenBenchmark"
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class WardenBenchmark {

    private static final int PROFILES = 10_000;
    private static final int HISTORY_DAYS = 30;
    private static final Client CLIENT = new Client("Thunderbird", "128.0", "Linux");
    private static final List<GeoLite2> DATABASES = List.of(GeoLite2.CITY, GeoLite2.ASN);
    // Each account acts every 83 minutes.
    private static final Duration STEP = Duration.ofMillis(500);

    private final SplittableRandom random = new SplittableRandom(20_260_503);
    private final List<Account> accounts = IntStream.range(0, PROFILES)
            .mapToObj(i -> new Account("account" + i + "@example.org"))
            .toList();
    private final List<Address> homes =
            IntStream.range(0, PROFILES).mapToObj(i -> home()).toList();
    // Later than any event, so that none counts as from the future.
    private final TestClock clock = TestClock.at("2100-01-01T00:00:00Z");

    private Path folder = Path.of("");
    private Engine engine = Engine.create(EngineConfig.defaults(), new Alarms(clock), clock);
    private Instant now = Instant.parse("2026-05-03T12:00:00Z");
    private int next;

    /** Gives every account a month of logins and messages. */
    @Setup(Level.Trial)
    public void learn() throws IOException {
        folder = Files.createTempDirectory("warden-benchmark");
        engine.close();
        engine = Engine.create(config(), new Alarms(clock), clock);
        for (int day = 0; day < HISTORY_DAYS; day++) {
            for (int i = 0; i < PROFILES; i++) {
                engine.learn(login());
                engine.learn(message());
            }
            now = now.plus(Duration.ofHours(22));
        }
    }

    /** Deletes the databases. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        engine.close();
        for (GeoLite2 database : DATABASES) {
            Files.delete(folder.resolve(database.fileName()));
        }
        Files.delete(folder);
    }

    /** A login from home. */
    @Benchmark
    public Verdict assessLogin() {
        return engine.assess(login());
    }

    /** A message to two recipients, one of them new now and then. */
    @Benchmark
    public Verdict assessMessage() {
        return engine.assess(message());
    }

    private EngineConfig config() throws IOException {
        OriginConfig origin = new OriginConfig(
                List.of(GeoLite2.CITY.into(folder), GeoLite2.ASN.into(folder)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Duration.ofMinutes(1),
                List.of(),
                Duration.ofSeconds(2),
                Duration.ofDays(30));
        return Settings.with(origin);
    }

    private Event login() {
        int i = turn();
        Login.Source source = new Login.Source(homes.get(i), CLIENT, true, "session", Optional.empty());
        Login.Secret secret = new Login.Secret(OptionalInt.of(i & 0xFFF), Optional.empty());
        return new Login(now, accounts.get(i), Protocol.IMAP, Login.Outcome.ACCEPTED, Optional.of(source), secret);
    }

    private Event message() {
        int i = turn();
        List<String> to = List.of(
                "friend" + random.nextInt(50) + "@example.net",
                "colleague" + i + "-" + random.nextInt(200) + "@example.com");
        return new Message(
                now,
                accounts.get(i),
                Optional.of(homes.get(i)),
                Optional.empty(),
                to,
                new Message.Content(
                        "<id@example.org>",
                        "subject",
                        4_000,
                        List.of(),
                        List.of(),
                        Message.Sender.UNKNOWN,
                        OptionalLong.empty(),
                        Optional.empty()));
    }

    // A large prime strides through all accounts, so that no two neighbours in memory follow each other.
    private int turn() {
        next = (next + 7_919) % PROFILES;
        now = now.plus(STEP);
        return next;
    }

    private Address home() {
        String literal = "%d.%d.%d.%d"
                .formatted(11 + random.nextInt(110), random.nextInt(256), random.nextInt(256), 1 + random.nextInt(250));
        return Address.parse(literal).orElseThrow();
    }
}
