package io.mailwarden.engine.origin;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.fixtures.GeoLite2;
import io.mailwarden.engine.fixtures.OriginSettings;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 * What the origin of an address costs, with the GeoLite2 City and ASN databases and a list of 100 000 networks.
 * Budget: 0.3 µs for one of 100 000 addresses that come again and again, a tenth of what a login may cost; a new
 * address has no budget, but is paid by the same thread.
 *
 * <pre>
 * ./mvnw -q -pl engine test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     "-Dexec.args=-cp %classpath org.openjdk.jmh.Main OriginLookupBenchmark"
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class OriginLookupBenchmark {

    private static final int ADDRESSES = 100_000;
    private static final int LISTED = 100_000;
    private static final Instant NOW = Instant.parse("2026-05-03T06:00:00Z");

    private final SplittableRandom random = new SplittableRandom(20_260_503);
    private final TestClock clock = TestClock.at("2026-05-03T06:00:00Z");
    private final int[] known = random.ints(ADDRESSES).toArray();

    private Path folder = Path.of("");
    private OriginLookup lookup = lookup(List.of(), List.of());
    private int next;

    /** Reads the databases, and looks up every known address. */
    @Setup(Level.Trial)
    public void learn() throws IOException {
        folder = Files.createTempDirectory("origin-benchmark");
        List<String> listed =
                IntStream.range(0, LISTED).mapToObj(i -> address().toString()).toList();
        Path list = Files.write(folder.resolve("list.txt"), listed);
        lookup = lookup(List.of(GeoLite2.CITY.into(folder), GeoLite2.ASN.into(folder)), List.of(list));
        lookup.burn(address(), "example.org", "sent phishing", NOW);
        for (int bits : known) {
            lookup.locate(Optional.of(address(bits)), Optional.empty(), NOW);
        }
    }

    /** Deletes the files. */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
        for (String name : List.of(GeoLite2.CITY.fileName(), GeoLite2.ASN.fileName(), "list.txt")) {
            Files.delete(folder.resolve(name));
        }
        Files.delete(folder);
    }

    /** One of the addresses that come again and again; made of a socket's bytes, as doors do. */
    @Benchmark
    public Origin hot() {
        // A large prime strides through all, so that no two neighbours in memory follow each other.
        next = (next + 7_919) % ADDRESSES;
        return lookup.locate(Optional.of(address(known[next])), Optional.empty(), NOW);
    }

    /** An address that never came before. */
    @Benchmark
    public Origin cold() {
        return lookup.locate(Optional.of(address()), Optional.empty(), NOW);
    }

    private OriginLookup lookup(List<Path> databases, List<Path> lists) {
        OriginConfig config = OriginSettings.shipped()
                .databases(databases.toArray(Path[]::new))
                .malicious(lists.toArray(Path[]::new))
                .build();
        return new OriginLookup(config, DnsBlocklists.NONE, new Alarms(clock), clock);
    }

    private Address address() {
        return address(random.nextInt());
    }

    private static Address address(int bits) {
        // 11.0.0.0 to 120.255.255.255: public, and given out.
        byte[] bytes = {(byte) (11 + Math.floorMod(bits, 110)), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits};
        try {
            return Address.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
