package io.mailwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.profile.LogEntry.Notice;
import io.mailwarden.engine.profile.LogEntry.Topic;
import io.mailwarden.engine.profile.Logged;
import io.mailwarden.engine.profile.Positions;
import java.nio.file.Path;
import java.sql.SQLException;
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
        Notice notice = new Notice(Instant.parse("2026-05-03T12:00:00Z"), BOB, Topic.INCIDENT, "1");
        try (Stores.Open open = Stores.Open.of(config)) {
            assertThat(open.log().append(notice)).isEqualTo(1);
            assertThat(open.log().append(notice)).isEqualTo(2);
        }
        try (Stores.Open open = Stores.Open.of(config)) {
            assertThat(open.alarms().standing()).isEmpty();
            assertThat(open.log().append(notice)).isEqualTo(3);
            open.log().flush();
            assertThat(open.log().of(BOB, new Positions()))
                    .containsExactly(new Logged(1, 1, notice), new Logged(1, 2, notice), new Logged(1, 3, notice));
            assertThat(open.log().after(new Positions(), 2)).hasSize(2);
        }
    }
}
