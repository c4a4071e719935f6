package io.mailwarden.store.log;

import io.mailwarden.engine.Engine;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.Ports;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.origin.DnsBlocklists;
import io.mailwarden.engine.review.AccountReport;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.store.Store;
import io.mailwarden.store.Stores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Nodes that share one PostgreSQL, in one process: how many logins they assess and write together at most, and how long
 * one takes from one node into the profile that another holds. To be run from the project's folder:
 *
 * <pre>
 * ./mvnw -q -pl store -am test-compile
 * ./mvnw -q -pl store exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     "-Dexec.args=-Xmx4g -cp %classpath io.mailwarden.store.log.ClusterBenchmark FOLDER URL NODES SECONDS
 *     LOGINS_A_SECOND"
 * </pre>
 *
 * LOGINS_A_SECOND is what each node is given; 0 for as many as its log takes without dropping any.
 */
public final class ClusterBenchmark {

    private static final int ACCOUNTS = 10_000;
    private static final int PROBES = 300;
    private static final Client CLIENT = new Client("Thunderbird", "128.0", "Linux");

    private record Running(Store store, Engine engine) implements AutoCloseable {

        private static Running start(Path folder, String url) {
            Clock clock = Clock.systemUTC();
            Alarms alarms = new Alarms(clock);
            Store store = Store.open(Stores.config(folder, url), alarms, clock);
            Ports ports =
                    new Ports(store.log(), store.profiles(), store.incidents(), DnsBlocklists.NONE, store.responses());
            return new Running(store, Engine.create(EngineConfig.defaults(), alarms, clock, ports));
        }

        private long learned(Account account) {
            return engine.review()
                    .account(account)
                    .map(AccountReport::learnedLogins)
                    .orElse(0L);
        }

        @Override
        public void close() {
            engine.close();
            store.close();
        }
    }

    private ClusterBenchmark() {}

    /** Folder, URL, nodes, seconds, logins a second. */
    public static void main(String[] arguments) throws InterruptedException {
        int number = Integer.parseInt(arguments[2]);
        long seconds = Long.parseLong(arguments[3]);
        long rate = Long.parseLong(arguments[4]);
        List<Running> nodes = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            nodes.add(Running.start(Path.of(arguments[0]).resolve("node" + i), arguments[1]));
        }
        load(nodes, seconds, rate);
        if (number > 1) {
            delays(nodes.get(0), nodes.get(1));
        }
        nodes.forEach(Running::close);
    }

    private static void load(List<Running> nodes, long seconds, long rate) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        long start = System.nanoTime();
        for (Running node : nodes) {
            Thread thread = new Thread(
                    () -> drive(node, start, Duration.ofSeconds(seconds).toNanos(), rate));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        nodes.forEach(node -> node.store().log().flush());
        double taken = (System.nanoTime() - start) / 1e9;
        long written = nodes.stream()
                .mapToLong(node -> node.store().health().written())
                .sum();
        long dropped = nodes.stream()
                .mapToLong(node -> node.store().health().dropped())
                .sum();
        System.out.printf(
                "%d nodes: %,d logins in %.1f s, %,.0f a second, %,d dropped%n",
                nodes.size(), written, taken, written / taken, dropped);
    }

    private static void drive(Running node, long start, long nanos, long rate) {
        SplittableRandom random = new SplittableRandom(start);
        long done = 0;
        while (System.nanoTime() - start < nanos) {
            long due = rate == 0 ? Long.MAX_VALUE : (System.nanoTime() - start) * rate / 1_000_000_000L;
            if (done >= due) {
                LockSupport.parkNanos(1_000_000);
            } else if (rate == 0 && done % 1000 == 999 && node.store().health().waiting() > 10_000) {
                node.store().log().flush();
                done++;
            } else {
                node.engine().assess(login(random.nextInt(ACCOUNTS)));
                done++;
            }
        }
    }

    private static Login login(int number) {
        Address address = Address.parse("192.0.2." + (1 + number % 250)).orElseThrow();
        Login.Source source = new Login.Source(address, CLIENT, true, "session", Optional.empty());
        return new Login(
                Clock.systemUTC().instant(),
                new Account("account" + number + "@example.org"),
                Protocol.IMAP,
                Login.Outcome.ACCEPTED,
                Optional.of(source),
                Login.Secret.NONE);
    }

    // Both hold the profile: the time until what the one assessed is in the other's.
    private static void delays(Running one, Running other) {
        long[] nanos = new long[PROBES];
        for (int i = 0; i < PROBES; i++) {
            Login login = login(ACCOUNTS + 7);
            other.engine().assess(login);
            long before = other.learned(login.account());
            long start = System.nanoTime();
            one.engine().assess(login);
            while (other.learned(login.account()) <= before) {
                LockSupport.parkNanos(500_000);
            }
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "from node to node: p50 %d ms, p99 %d ms, longest %d ms%n",
                nanos[PROBES / 2] / 1_000_000, nanos[PROBES * 99 / 100] / 1_000_000, nanos[PROBES - 1] / 1_000_000);
    }
}
