package io.mailwarden.store.profile;

import io.mailwarden.engine.Engine;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.Ports;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.origin.DnsBlocklists;
import io.mailwarden.engine.profile.OrdinarySnapshots;
import io.mailwarden.engine.profile.ProfileStore.Snapshot;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.store.SqliteFile;
import io.mailwarden.store.Store;
import io.mailwarden.store.StoreConfig;
import io.mailwarden.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Stores profiles of ordinary accounts, and loads some of them one by one: how large the store is, and how long one
 * takes, from the question to the profile. To be run from the project's folder:
 *
 * <pre>
 * ./mvnw -q -pl store -am test-compile
 * ./mvnw -q -pl store exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     "-Dexec.args=-Xmx2g -cp %classpath io.mailwarden.store.profile.StoredProfilesBenchmark FOLDER
 *     jdbc:sqlite:mailwarden.db 1000000"
 * </pre>
 */
public final class StoredProfilesBenchmark {

    private static final int BATCH = 500;
    private static final int DIFFERENT = 5_000;
    private static final int LOADS = 20_000;

    private StoredProfilesBenchmark() {}

    /** Folder, URL, number of profiles. */
    public static void main(String[] arguments) throws IOException {
        StoreConfig config = Stores.config(Path.of(arguments[0]), arguments[1]);
        int number = Integer.parseInt(arguments[2]);
        Clock clock = Clock.systemUTC();
        Alarms alarms = new Alarms(clock);
        try (Store store = Store.open(config, alarms, clock)) {
            save(store, number);
            Ports ports =
                    new Ports(store.log(), store.profiles(), store.incidents(), DnsBlocklists.NONE, store.responses());
            try (Engine engine = Engine.create(EngineConfig.defaults(), alarms, clock, ports)) {
                load(engine.review(), number);
            }
        }
        if (config.embedded()) {
            System.out.printf("file: %,d bytes%n", new SqliteFile(config.file()).bytes());
        }
    }

    static void save(Store store, int number) {
        List<byte[]> some = OrdinarySnapshots.make(Math.min(number, DIFFERENT));
        System.out.printf(
                "profile: %.0f bytes on average%n",
                some.stream().mapToInt(one -> one.length).average().orElse(0));
        long start = System.nanoTime();
        for (int from = 0; from < number; from += BATCH) {
            List<Snapshot> batch = new ArrayList<>(BATCH);
            for (int i = from; i < Math.min(number, from + BATCH); i++) {
                batch.add(new Snapshot(account(i), OrdinarySnapshots.rules(), some.get(i % some.size())));
            }
            store.profiles().save(batch);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("saved %,d in %.0f s: %,.0f a second%n", number, seconds, number / seconds);
    }

    static Account account(long number) {
        return new Account("first.last" + number + "@example.org");
    }

    private static void load(Review review, int number) {
        SplittableRandom random = new SplittableRandom(1);
        long[] nanos = new long[LOADS];
        for (int i = 0; i < LOADS; i++) {
            Account account = account(random.nextInt(number));
            long start = System.nanoTime();
            if (review.account(account).isEmpty()) {
                throw new IllegalStateException("not there: " + account);
            }
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "loaded one: p50 %,d us, p99 %,d us, longest %,d us%n",
                nanos[LOADS / 2] / 1000, nanos[LOADS * 99 / 100] / 1000, nanos[LOADS - 1] / 1000);
    }
}
