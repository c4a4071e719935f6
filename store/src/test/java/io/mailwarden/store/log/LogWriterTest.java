package io.mailwarden.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.EntryLines;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.Topic;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.store.Database;
import io.mailwarden.store.Node;
import io.mailwarden.store.Stores;
import io.mailwarden.store.log.LogWriter.Row;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogWriterTest {

    private static final Account BOB = new Account("bob@example.org");

    @TempDir
    private Path directory;

    private final TestClock clock = TestClock.at("2026-05-03T12:00:00Z");
    private final Alarms alarms = new Alarms(clock);
    private Database database;
    private Node node;
    private LogWriter writer;

    @BeforeEach
    void openStore() {
        database = Database.open(Stores.sqlite(directory), alarms, clock);
        node = Node.open(directory);
        writer = new LogWriter(database, node, clock, alarms);
    }

    @AfterEach
    void closeStore() {
        node.close();
        database.close();
    }

    @Test
    void writtenEntryIsNotWrittenAgain() {
        writer.claim();
        writer.write(rows(1, 3));
        writer.write(rows(4, 6));

        // As when the connection broke before the end of the transaction was heard of.
        writer.write(rows(4, 6));

        assertThat(sequences()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void numberThatWasTakenOfflineStays() {
        int number = node.number();

        writer.write(rows(1_000, 1_003));

        assertThat(node.number()).isEqualTo(number).isGreaterThanOrEqualTo(Node.FIRST_OFFLINE);
        assertThat(writer.claim()).isEqualTo(1_003);
    }

    @Test
    void sequencesThatWereGivenBeforeMakeAnotherNode() {
        writer.claim();
        writer.write(rows(1, 10));
        int before = node.number();
        // As after a start without the store, with a clock that had been set back.
        writer = new LogWriter(database, node, clock, alarms);

        writer.write(rows(5, 7));

        assertThat(node.number()).isNotEqualTo(before);
        assertThat(sequences()).hasSize(13);
        assertThat(alarms.standing()).extracting(Alarms.Alarm::cause).containsExactly(LogWriter.ALARM_NODE);
    }

    private List<Long> sequences() {
        return database.read(
                "read", handle -> handle.createQuery("SELECT sequence FROM event_log ORDER BY node, sequence")
                        .mapTo(Long.class)
                        .list());
    }

    private static List<Row> rows(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(sequence -> row(sequence, new CacheInvalidation(Instant.EPOCH, BOB, Topic.INCIDENT, "1")))
                .toList();
    }

    private static Row row(long sequence, CacheInvalidation entry) {
        return new Row(sequence, Instant.EPOCH, BOB, EntryLines.write(entry), EventTraits.of(entry));
    }
}
