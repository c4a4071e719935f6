package io.mailwarden.engine;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.fixtures.GeoLite2;
import io.mailwarden.engine.fixtures.OriginSettings;
import io.mailwarden.engine.fixtures.Settings;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.origin.OriginConfig;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one event costs the thread that brings it, at so many mature profiles with the GeoLite2 City and ASN databases.
 * Budget for 100 000 profiles: 300 000 logins and 20 000 messages a second on one core, p99 of logins below 50 µs,
 * since James runs SMTP hooks on Netty's I/O threads; at 1 000 000 profiles at most twice what it costs at 1 000.
 *
 * <p>Each account has logged in from its own network and written to its twenty contacts on twelve days. Events are
 * normal ones: each account in turn, every 83 minutes. Run it by
 *
 * <pre>
 * ./mvnw -q -pl engine test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     "-Dexec.args=-cp %classpath org.openjdk.jmh.Main WardenBenchmark -prof io.mailwarden.engine.ProcessorTime"
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx10g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class WardenBenchmark {

    private static final int HISTORY_ROUNDS = 12;
    // Twelve rounds, each two hours earlier in the day, have been at every second hour.
    private static final Duration ROUND = Duration.ofHours(22);
    private static final Duration TURN = Duration.ofMinutes(83);
    private static final Client CLIENT = new Client("Thunderbird", "128.0", "Linux");
    private static final List<GeoLite2> DATABASES = List.of(GeoLite2.CITY, GeoLite2.ASN);
    private static final int CONTACTS = 20;
    private static final List<String> PEOPLE = IntStream.range(0, 10_000)
            .mapToObj(i -> "someone" + i + "@example.net")
            .toList();

    /** How many profiles there are. */
    @Param({"1000", "100000", "1000000"})
    @SuppressWarnings("NullAway.Init")
    public int accounts;

    private final SplittableRandom random = new SplittableRandom(20_260_503);
    // Later than any event, so that none counts as from the future.
    private final TestClock clock = TestClock.at("2100-01-01T00:00:00Z");

    private List<Account> names = List.of();
    private List<Address> homes = List.of();
    private Path folder = Path.of("");
    private Engine engine = Engine.create(EngineConfig.defaults(), new Alarms(clock), clock);
    private Instant now = Instant.parse("2026-05-03T12:00:00Z");
    private Duration step = TURN;
    private int next;

    /** Gives every account its history. */
    @Setup(Level.Trial)
    public void learn() throws IOException {
        names = IntStream.range(0, accounts)
                .mapToObj(i -> new Account("account" + i + "@example.org"))
                .toList();
        homes = IntStream.range(0, accounts).mapToObj(i -> home()).toList();
        folder = Files.createTempDirectory("warden-benchmark");
        engine.close();
        engine = Engine.create(config(), new Alarms(clock), clock);
        step = Duration.ZERO;
        for (int round = 0; round < HISTORY_ROUNDS; round++) {
            for (int i = 0; i < accounts; i++) {
                engine.learn(login());
                engine.learn(message(2 * round));
            }
            now = now.plus(ROUND);
        }
        step = TURN.dividedBy(accounts);
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

    /** A message to two contacts. */
    @Benchmark
    public Verdict assessMessage() {
        return engine.assess(message(random.nextInt(CONTACTS)));
    }

    private EngineConfig config() throws IOException {
        OriginConfig origin = OriginSettings.shipped()
                .databases(GeoLite2.CITY.into(folder), GeoLite2.ASN.into(folder))
                .build();
        ProfileConfig shipped = ProfileConfig.defaults();
        ProfileConfig profiles = new ProfileConfig(
                2L * accounts,
                shipped.learningLogins(),
                shipped.learningTime(),
                shipped.forgetAfter(),
                shipped.halfLife(),
                shipped.quietTime(),
                shipped.riskLasts(),
                shipped.loadWait());
        return Settings.with(origin, profiles);
    }

    private Event login() {
        int i = turn();
        Login.Source source = new Login.Source(homes.get(i), CLIENT, true, "session", Optional.empty());
        Login.Secret secret = new Login.Secret(OptionalInt.of(i & 0xFFF), Optional.empty());
        return new Login(now, names.get(i), Protocol.IMAP, Login.Outcome.ACCEPTED, Optional.of(source), secret);
    }

    private Event message(int contact) {
        int i = turn();
        List<String> to = List.of(contactOf(i, contact), contactOf(i, contact + 1));
        return new Message(
                now,
                names.get(i),
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

    private static String contactOf(int account, int contact) {
        return PEOPLE.get((account * CONTACTS + contact % CONTACTS) % PEOPLE.size());
    }

    // A large prime strides through all accounts, so that no two neighbours in memory follow each other.
    private int turn() {
        next = (next + 7_919) % accounts;
        now = now.plus(step);
        return next;
    }

    private Address home() {
        String literal = String.format(
                Locale.ROOT,
                "%d.%d.%d.%d",
                11 + random.nextInt(110),
                random.nextInt(256),
                random.nextInt(256),
                1 + random.nextInt(250));
        return Address.parse(literal).orElseThrow();
    }
}
