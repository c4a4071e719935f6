package io.mailwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.Topic;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.store.log.LogWriter;
import io.mailwarden.store.log.SqlEventLog;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlFaultsTest {

    private static final Account BOB = new Account("bob@example.org");

    @TempDir
    private Path directory;

    @Test
    void eventsWaitWhileTheServerIsDown() throws IOException {
        int port = freePort();
        StoreConfig config = config(port);
        EmbeddedPostgres server = server(port);
        Stores.Open open = Stores.Open.of(config);
        try (open) {
            append(open, 10);
            open.log().flush();
            server.close();
            append(open, 500);
            assertThatThrownBy(open.log()::flush).isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> open.log().of(BOB, new LogPositions())).isInstanceOf(StoreUnavailable.class);
            assertThat(causes(open)).contains(SqlEventLog.ALARM, Database.ALARM);
            assertThat(Duration.ofNanos(ofTenReads(open)))
                    .isLessThan(open.config().timeout().multipliedBy(4));

            server = server(port);
            flush(open);

            assertThat(open.log().of(BOB, new LogPositions()))
                    .extracting(LoggedEntry::sequence)
                    .isEqualTo(LongStream.rangeClosed(1, 510).boxed().toList());
            assertThat(open.log().recoveries()).isEqualTo(1);
            assertThat(causes(open)).isEmpty();
        } finally {
            server.close();
        }
    }

    // Only the first of many waits for a connection, and then one a second.
    private static long ofTenReads(Stores.Open open) {
        long from = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> open.profiles().find(BOB)).isInstanceOf(StoreUnavailable.class);
        }
        return System.nanoTime() - from;
    }

    @Test
    void nodesMayStartTogether() throws SQLException, InterruptedException, ExecutionException {
        StoreConfig config = Stores.postgresql(directory.resolve("one"));
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<Stores.Open>> starts = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                StoreConfig one = Stores.config(
                        directory.resolve("node" + i), config.database().url());
                starts.add(pool.submit(() -> Stores.Open.of(one)));
            }
            Set<Integer> numbers = new TreeSet<>();
            for (Future<Stores.Open> start : starts) {
                try (Stores.Open open = start.get()) {
                    append(open, 10);
                    flush(open);
                    numbers.add(open.log().node());
                    assertThat(causes(open)).isEmpty();
                }
            }
            assertThat(numbers).hasSize(4);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void startsWithoutTheServerAndWritesWhenItIsThere() throws IOException {
        int port = freePort();
        Stores.Open open = Stores.Open.of(config(port));
        EmbeddedPostgres server = null;
        try (open) {
            int node = open.log().node();
            append(open, 10);
            assertThatThrownBy(open.log()::flush).isInstanceOf(StoreUnavailable.class);

            server = server(port);
            flush(open);

            assertThat(open.log().of(BOB, new LogPositions()))
                    .hasSize(10)
                    .allSatisfy(logged -> assertThat(logged.node()).isEqualTo(node));
            assertThat(causes(open)).isEmpty();
        }
        try (Stores.Open again = Stores.Open.of(config(port))) {
            append(again, 1);
            again.log().flush();

            assertThat(again.log().of(BOB, new LogPositions())).hasSize(11);
        } finally {
            if (server != null) {
                server.close();
            }
        }
    }

    @Test
    void copiedFolderBecomesANodeOfItsOwn() throws SQLException, IOException {
        StoreConfig config = Stores.postgresql(directory.resolve("one"));
        try (Stores.Open one = Stores.Open.of(config)) {
            append(one, 5);
            one.log().flush();
            Files.createDirectories(directory.resolve("two"));
            Files.copy(directory.resolve("one/node"), directory.resolve("two/node"));

            try (Stores.Open two = Stores.Open.of(
                    Stores.config(directory.resolve("two"), config.database().url()))) {
                append(two, 5);
                two.log().flush();
                append(one, 5);
                one.log().flush();
                append(two, 5);
                two.log().flush();

                assertThat(one.log().node()).isNotEqualTo(two.log().node());
                Set<String> places = new TreeSet<>();
                one.log()
                        .after(new LogPositions(), 100)
                        .forEach(logged -> places.add(logged.node() + "/" + logged.sequence()));
                assertThat(places).hasSize(20);
                assertThat(causes(one)).containsExactly(LogWriter.ALARM_NODE);
                assertThat(causes(two)).isEmpty();
            }
        }
    }

    @Test
    void nodesReadEachOther() throws SQLException {
        StoreConfig config = Stores.postgresql(directory.resolve("one"));
        try (Stores.Open one = Stores.Open.of(config);
                Stores.Open two = Stores.Open.of(Stores.config(
                        directory.resolve("two"), config.database().url()))) {
            append(one, 1_000);
            append(two, 5);
            one.log().flush();
            two.log().flush();

            assertThat(two.log().after(new LogPositions(), 100))
                    .hasSizeBetween(55, 100)
                    .extracting(LoggedEntry::node)
                    .contains(1, 2);
            LogPositions read = new LogPositions();
            read.advance(2, LogPositions.LAST_SEQUENCE);
            read.advance(1, 998);
            assertThat(two.log().after(read, 100))
                    .extracting(LoggedEntry::sequence)
                    .containsExactly(999L, 1000L);
            assertThat(two.log().of(BOB, new LogPositions())).hasSize(1_005);
        }
    }

    @Test
    void nodesShareTheirSecrets() throws SQLException {
        StoreConfig config = Stores.postgresql(directory.resolve("one"));
        try (Stores.Open one = Stores.Open.of(config);
                Stores.Open two = Stores.Open.of(Stores.config(
                        directory.resolve("two"), config.database().url()))) {
            byte[] first = new SqlSettings(one.database()).secret("key", () -> new byte[] {1, 0, -1});
            byte[] second = new SqlSettings(two.database()).secret("key", () -> new byte[] {2});

            assertThat(first).containsExactly(1, 0, -1);
            assertThat(second).isEqualTo(first);
        }
    }

    private StoreConfig config(int port) {
        StoreConfig usual = Stores.config(
                directory.resolve("node"), "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres");
        return new StoreConfig(
                usual.directory(), usual.database(), usual.retention(), 10_000, 2, Duration.ofSeconds(2));
    }

    private EmbeddedPostgres server(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void append(Stores.Open open, int entries) {
        for (int i = 0; i < entries; i++) {
            open.log().append(new CacheInvalidation(Instant.EPOCH, BOB, Topic.INCIDENT, "1"));
        }
    }

    private static void flush(Stores.Open open) {
        for (int i = 0; i < 30 && open.log().queued() > 0; i++) {
            try {
                open.log().flush();
            } catch (StoreUnavailable e) {
                // Not yet.
                continue;
            }
        }
        open.log().flush();
    }

    private static List<String> causes(Stores.Open open) {
        return open.alarms().standing().stream().map(Alarm::cause).toList();
    }
}
