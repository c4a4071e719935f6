package io.mailwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.EventLines;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.LogEntry.Topic;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.ProfileStore.Snapshot;
import io.mailwarden.store.StoreTools.StoreProblems;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreToolsTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final Address ADDRESS = Address.parse("198.51.100.7").orElseThrow();

    @TempDir
    private Path directory;

    @Test
    void sqliteBackupIsAStoreOfItsOwn() throws IOException {
        backupIsAStoreOfItsOwn(Stores.sqlite(directory.resolve("live")));
    }

    @Test
    void postgresqlBackupIsAStoreOfItsOwn() throws SQLException, IOException {
        backupIsAStoreOfItsOwn(Stores.postgresql(directory.resolve("live")));
    }

    private void backupIsAStoreOfItsOwn(StoreConfig config) throws IOException {
        Path restored = directory.resolve("restored");
        Path file = restored.resolve("mailwarden.db");
        try (Stores.Open open = Stores.Open.of(config)) {
            fill(open, 5_000);
            open.profiles().save(List.of(new Snapshot(BOB, 7, new byte[] {0, 1, -1})));
            tools(open).backup(file);
            fill(open, 10);
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stores.Open open = Stores.Open.of(Stores.sqlite(restored))) {
            StoreProblems findings = tools(open).check();
            assertThat(findings.problems()).isEmpty();
            assertThat(findings.entries()).isEqualTo(Map.of(1, 5_000L));
            assertThat(findings.profiles()).isEqualTo(1);
            assertThat(findings.bytes()).isPositive();
            assertThat(open.profiles().find(BOB))
                    .hasValueSatisfying(snapshot -> assertThat(snapshot.bytes()).containsExactly(0, 1, -1));
            assertThat(open.log().of(BOB, new LogPositions())).hasSize(5_000);
            assertThat(open.log().node()).isNotEqualTo(1);
        }
    }

    @Test
    void backupOverwritesNothing() {
        try (Stores.Open open = Stores.Open.of(Stores.sqlite(directory))) {
            assertThatThrownBy(() -> tools(open).backup(open.config().file()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void checkNamesWhatIsMissingAndWhatCannotBeRead() {
        try (Stores.Open open = Stores.Open.of(Stores.sqlite(directory))) {
            fill(open, 10);
            open.database().change("harm", handle -> handle.execute("DELETE FROM event_log WHERE sequence IN (3, 4)"));
            open.database()
                    .change("harm", handle -> handle.execute("UPDATE event_log SET entry = '{' WHERE sequence = 7"));

            StoreProblems findings = tools(open).check();

            assertThat(findings.gaps()).isEqualTo(2);
            assertThat(findings.problems()).hasSize(2).anySatisfy(problem -> assertThat(problem)
                    .startsWith("entry 7 of node 1 cannot be read"));
        }
    }

    @Test
    void exportsEventLinesOfAllNodesByTime() throws SQLException {
        StoreConfig one = Stores.postgresql(directory.resolve("one"));
        try (Stores.Open first = Stores.Open.of(one);
                Stores.Open second = Stores.Open.of(
                        Stores.config(directory.resolve("two"), one.database().url()))) {
            for (int i = 0; i < 10; i++) {
                Stores.Open open = i % 3 == 0 ? first : second;
                open.log().append(phishing(i));
                open.log().append(new CacheInvalidation(Instant.EPOCH, BOB, Topic.INCIDENT, "1"));
            }
            first.log().flush();
            second.log().flush();
            StringWriter lines = new StringWriter();

            assertThat(tools(first).export(lines)).isEqualTo(10);

            assertThat(lines.toString().lines().map(EventLines::parse).map(Event::at))
                    .hasSize(10)
                    .isSorted();
        }
    }

    @Test
    void vacuumGivesRoomBack() {
        try (Stores.Open open = Stores.Open.of(Stores.sqlite(directory))) {
            fill(open, 20_000);
            open.database().change("remove", handle -> handle.execute("DELETE FROM event_log"));
            long before = open.database().fileBytes().orElseThrow();

            tools(open).vacuum();

            assertThat(open.database().fileBytes().orElseThrow()).isLessThan(before / 2);
        }
    }

    private static void fill(Stores.Open open, int entries) {
        for (int i = 0; i < entries; i++) {
            open.log().append(phishing(i));
        }
        open.log().flush();
    }

    private static EventAssessed phishing(int second) {
        PhishingReceived event = new PhishingReceived(Instant.ofEpochSecond(1_777_777_777L + second), BOB, ADDRESS);
        return new EventAssessed(event, Origin.UNKNOWN, EventOutcome.COUNTED);
    }

    private static StoreTools tools(Stores.Open open) {
        return new StoreTools(open.database(), open.config());
    }
}
