package io.mailwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.Topic;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.store.log.SqlEventLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig.SynchronousMode;

class SqliteFaultsTest {

    private static final Account BOB = new Account("bob@example.org");

    @TempDir
    private Path directory;

    @Test
    void fileThatIsNoDatabaseIsSetAsideAtTheStart() throws IOException {
        StoreConfig config = Stores.sqlite(directory);
        Files.writeString(config.file(), "this is no database ".repeat(1000));

        try (Stores.Open open = Stores.Open.of(config)) {
            append(open, 3);
            open.log().flush();

            assertThat(open.log().of(BOB, new LogPositions())).hasSize(3);
            assertThat(causes(open)).containsExactly(Database.CORRUPT);
            assertThat(setAside())
                    .hasSize(1)
                    .allSatisfy(file -> assertThat(file).content().startsWith("this is no database"));
        }
    }

    @Test
    void fileThatIsDamagedLaterIsSetAsideWithoutARestart() throws IOException, SQLException {
        try (Stores.Open open = Stores.Open.of(Stores.sqlite(directory))) {
            AtomicInteger told = new AtomicInteger();
            open.database().whenAfresh(told::incrementAndGet);
            append(open, 5_000);
            open.log().flush();
            damage(open.config().file());

            assertThatThrownBy(() -> open.log().of(BOB, new LogPositions())).isInstanceOf(StoreUnavailable.class);

            assertThat(open.log().of(BOB, new LogPositions())).isEmpty();
            append(open, 3);
            open.log().flush();
            assertThat(open.log().of(BOB, new LogPositions()))
                    .extracting(LoggedEntry::node, LoggedEntry::sequence)
                    .containsExactly(tuple(1, 5_001L), tuple(1, 5_002L), tuple(1, 5_003L));
            assertThat(told).hasValue(1);
            assertThat(causes(open)).containsExactly(Database.CORRUPT);
            assertThat(setAside()).isNotEmpty();
        }
    }

    @Test
    void fileThatIsTakenAwayIsMadeAgain() throws IOException {
        try (Stores.Open open = Stores.Open.of(Stores.sqlite(directory))) {
            append(open, 10);
            open.log().flush();
            for (Path file : files("mailwarden.db")) {
                Files.delete(file);
            }

            append(open, 3);
            flush(open);

            assertThat(open.log().of(BOB, new LogPositions()))
                    .extracting(LoggedEntry::sequence)
                    .containsExactly(11L, 12L, 13L);
            assertThat(causes(open)).containsExactly(Database.CORRUPT);
        }
    }

    @Test
    void eventsWaitWhileAnotherProcessHoldsTheLock() throws SQLException {
        try (Stores.Open open = Stores.Open.of(quick(1_000))) {
            append(open, 10);
            open.log().flush();
            try (Connection other = Pools.sqliteSource(
                                    open.config().file(), Duration.ofSeconds(5), SynchronousMode.FULL)
                            .getConnection();
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN EXCLUSIVE");
                append(open, 500);

                assertThatThrownBy(open.log()::flush).isInstanceOf(StoreUnavailable.class);
                assertThatThrownBy(open.log()::flush).isInstanceOf(StoreUnavailable.class);
                assertThat(causes(open)).contains(SqlEventLog.ALARM);
                assertThat(open.log().queued()).isEqualTo(500);
                statement.execute("ROLLBACK");
            }
            flush(open);

            assertThat(open.log().of(BOB, new LogPositions()))
                    .extracting(LoggedEntry::sequence)
                    .isEqualTo(LongStream.rangeClosed(1, 510).boxed().toList());
            assertThat(open.log().recoveries()).isEqualTo(1);
            assertThat(open.database().recoveries()).isPositive();
            assertThat(open.log().dropped()).isZero();
            assertThat(causes(open)).isEmpty();
        }
    }

    @Test
    void whatHasNoRoomIsDroppedAndCounted() throws SQLException {
        try (Stores.Open open = Stores.Open.of(quick(1_000))) {
            try (Connection other = Pools.sqliteSource(
                                    open.config().file(), Duration.ofSeconds(5), SynchronousMode.FULL)
                            .getConnection();
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN EXCLUSIVE");
                append(open, 1_500);

                assertThat(open.log().dropped()).isEqualTo(500);
                assertThat(causes(open)).contains(SqlEventLog.ALARM_FULL);
                statement.execute("ROLLBACK");
            }
            flush(open);
            append(open, 1);
            flush(open);

            assertThat(open.log().of(BOB, new LogPositions())).hasSize(1_001);
            assertThat(open.log().written()).isEqualTo(1_001);
            assertThat(causes(open)).isEmpty();
        }
    }

    @Test
    void eventsWaitWhileTheDiskIsFull() {
        try (Stores.Open open = Stores.Open.of(quick(100_000))) {
            append(open, 10);
            open.log().flush();
            room(open, 1);
            append(open, 10_000);

            assertThatThrownBy(open.log()::flush).isInstanceOf(StoreUnavailable.class);
            assertThat(causes(open)).contains(SqlEventLog.ALARM);
            assertThat(open.log().of(BOB, new LogPositions()).size()).isLessThan(10_010);

            room(open, 1_000_000);
            flush(open);
            assertThat(open.log().of(BOB, new LogPositions()))
                    .extracting(LoggedEntry::sequence)
                    .isEqualTo(LongStream.rangeClosed(1, 10_010).boxed().toList());
            assertThat(causes(open)).isEmpty();
        }
    }

    @Test
    void clockThatJumpsChangesNoOrder() {
        try (Stores.Open open = Stores.Open.of(Stores.sqlite(directory))) {
            for (String time : List.of("2026-05-03T12:00:00Z", "1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z")) {
                open.clock().set(Instant.parse(time));
                open.log().append(new CacheInvalidation(open.clock().instant(), BOB, Topic.INCIDENT, time));
                open.log().flush();
            }

            assertThat(open.log().of(BOB, new LogPositions()))
                    .extracting(LoggedEntry::sequence)
                    .containsExactly(1L, 2L, 3L);
            assertThat(new StoreTools(open.database(), open.config()).check().problems())
                    .isEmpty();
        }
    }

    @Test
    void fileIsForItsOwnerAlone() throws IOException {
        Path folder = directory.resolve("var/mailwarden");
        try (Stores.Open open = Stores.Open.of(Stores.sqlite(folder))) {
            append(open, 1);
            open.log().flush();

            assertThat(rights(folder)).isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).hasSize(4).allSatisfy(file -> assertThat(rights(file))
                        .isEqualTo("rw-------"));
            }
        }
    }

    private static String rights(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StoreConfig quick(int queue) {
        StoreConfig usual = Stores.sqlite(directory);
        return new StoreConfig(directory, usual.database(), usual.retention(), queue, 2, Duration.ofSeconds(1));
    }

    // The one connection that writes keeps it; as many pages as there are, when there are more.
    private static void room(Stores.Open open, int pages) {
        open.database().change("make room", handle -> handle.createQuery("PRAGMA max_page_count = " + pages)
                .mapTo(Long.class)
                .one());
    }

    private static void damage(Path file) throws IOException, SQLException {
        try (Connection other = Pools.sqliteSource(file, Duration.ofSeconds(5), SynchronousMode.FULL)
                        .getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] garbage = "garbage!".repeat(512).getBytes(StandardCharsets.US_ASCII);
            for (long page = 4; page < bytes.length() / garbage.length; page++) {
                bytes.seek(page * garbage.length);
                bytes.write(garbage);
            }
        }
    }

    private static void append(Stores.Open open, int entries) {
        for (int i = 0; i < entries; i++) {
            open.log().append(new CacheInvalidation(Instant.EPOCH, BOB, Topic.INCIDENT, "0123456789".repeat(20)));
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

    private List<Path> setAside() throws IOException {
        return files("mailwarden.db.corrupt-");
    }

    private List<Path> files(String beginning) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(beginning))
                    .toList();
        }
    }
}
