package io.mailwarden.store.profile;

import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.origin.DnsBlocklists;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.OrganisationSnapshots;
import io.mailwarden.engine.profile.SnapshotFootprint;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.store.SqliteFile;
import io.mailwarden.store.Store;
import io.mailwarden.store.StoreConfig;
import io.mailwarden.store.Stores;
import io.mailwarden.store.incident.EventFill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes the SQLite store of a large server, for {@code io.mailwarden.benchmark.ServerBenchmark} to start with: profiles of
 * ordinary accounts, an organisation with all of its rooms full, and a month of events, which the organisation has
 * learned and the profiles have not. To be run from the project's folder:
 *
 * <pre>
 * ./mvnw -q -pl store -am test-compile
 * ./mvnw -q -pl store exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     "-Dexec.args=-Xmx2g -cp %classpath io.mailwarden.store.profile.LargeStore FOLDER 1000000 5000000"
 * </pre>
 */
public final class LargeStore {

    /** The benchmark's servers start in the morning of that day. */
    private static final Instant END = Instant.parse("2026-11-24T00:00:00Z");

    private static final Duration SPAN = Duration.ofDays(30);

    private LargeStore() {}

    /** Folder, which must be new or empty; number of profiles; number of events. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        StoreConfig config = Stores.sqlite(folder);
        if (Files.exists(config.file())) {
            throw new IllegalArgumentException(folder + " holds a store, expected a new or an empty folder");
        }
        int profiles = Integer.parseInt(arguments[1]);
        long events = Long.parseLong(arguments[2]);
        Clock clock = Clock.systemUTC();
        Alarms alarms = new Alarms(clock);
        try (Store store = Store.open(config, alarms, clock)) {
            StoredProfilesBenchmark.save(store, profiles);
            OriginLookup origins =
                    new OriginLookup(EngineConfig.defaults().origin(), DnsBlocklists.NONE, alarms, clock);
            int bytes = new OrganisationSnapshots(store.profiles(), origins)
                    .save(SnapshotFootprint.full(), EventFill.positions(events));
            System.out.printf("organisation: %,d bytes%n", bytes);
        }
        long start = System.nanoTime();
        // Each account in turn, another one first in each turn: so that each logs in and sends.
        new EventFill(
                        config,
                        END.minus(SPAN),
                        SPAN,
                        i -> StoredProfilesBenchmark.account((i + i / profiles) % profiles))
                .fill(events);
        System.out.printf("%,d events in %.0f s%n", events, (System.nanoTime() - start) / 1e9);
        System.out.printf("file: %,d bytes%n", new SqliteFile(config.file()).bytes());
    }
}
