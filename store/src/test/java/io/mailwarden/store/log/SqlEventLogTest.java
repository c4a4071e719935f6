package io.mailwarden.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.Topic;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.mailwarden.store.StoreConfig;
import io.mailwarden.store.Stores;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlEventLogTest {

    private static final Account BOB = new Account("bob@example.org");

    @TempDir
    private Path directory;

    @Test
    void sqliteKeepsEntries() {
        keeps(Stores.sqlite(directory));
    }

    @Test
    void postgresqlKeepsEntries() throws SQLException {
        keeps(Stores.postgresql(directory));
    }

    private static void keeps(StoreConfig config) {
        CacheInvalidation invalidation =
                new CacheInvalidation(Instant.parse("2026-05-03T12:00:00Z"), BOB, Topic.INCIDENT, "1");
        try (Stores.Open open = Stores.Open.of(config)) {
            assertThat(open.log().append(invalidation)).isEqualTo(1);
            assertThat(open.log().append(invalidation)).isEqualTo(2);
        }
        try (Stores.Open open = Stores.Open.of(config)) {
            assertThat(open.alarms().standing()).isEmpty();
            assertThat(open.log().append(invalidation)).isEqualTo(3);
            open.log().flush();
            assertThat(open.log().of(BOB, new LogPositions()))
                    .containsExactly(
                            new LoggedEntry(1, 1, invalidation),
                            new LoggedEntry(1, 2, invalidation),
                            new LoggedEntry(1, 3, invalidation));
            assertThat(open.log().after(new LogPositions(), 2)).hasSize(2);
        }
    }

    @Test
    void unreadableEntryIsPassedOverAndCounted() {
        try (Stores.Open open = Stores.Open.of(Stores.sqlite(directory))) {
            for (int i = 0; i < 50; i++) {
                open.log().append(new CacheInvalidation(Instant.EPOCH, BOB, Topic.INCIDENT, "1"));
            }
            open.log().flush();
            open.database()
                    .change("harm", handle -> handle.execute("UPDATE event_log SET entry = '{' WHERE sequence <= 40"));

            assertThat(open.log().after(new LogPositions(), 10))
                    .extracting(LoggedEntry::sequence)
                    .first()
                    .isEqualTo(41L);
            assertThat(open.log().of(BOB, new LogPositions())).hasSize(10);
            assertThat(open.log().unreadable()).isGreaterThanOrEqualTo(80);
            assertThat(open.alarms().standing()).extracting(Alarm::cause).containsExactly(LogReader.ALARM);
        }
    }

    @Test
    void fewEventsAreWrittenSoonAlthoughNobodyAsks() {
        try (Stores.Open open = Stores.Open.of(Stores.sqlite(directory))) {
            open.log().append(new CacheInvalidation(Instant.EPOCH, BOB, Topic.INCIDENT, "1"));
            long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (open.log().queued() > 0 && System.nanoTime() < until) {
                Thread.onSpinWait();
            }

            assertThat(open.log().writtenUpTo()).isEqualTo(1);
        }
    }

    @Test
    void closedLogTakesNothing() {
        Stores.Open open = Stores.Open.of(Stores.sqlite(directory));
        open.close();

        assertThat(open.log().append(new CacheInvalidation(Instant.EPOCH, BOB, Topic.INCIDENT, "1")))
                .isZero();
        assertThat(open.log().dropped()).isEqualTo(1);
    }
}
