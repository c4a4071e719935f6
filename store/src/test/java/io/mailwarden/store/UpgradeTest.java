package io.mailwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.response.rescan.Rescan;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.store.rescan.SqlRescanStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an older Mailwarden kept, under this one. */
class UpgradeTest {

    private final TestClock clock = TestClock.at("2026-05-03T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void nobodyIsToldOfRescansThatEndedBeforeIt() throws SQLException {
        String url = "jdbc:sqlite:" + directory.resolve("mailwarden.db");
        madeBy("6", url);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(rescan("through", "done", "2"));
            statement.execute(rescan("interrupted", "running", "NULL"));
        }

        Database database = Database.open(Stores.sqlite(directory), new Alarms(clock), clock);
        SqlRescanStore rescans = new SqlRescanStore(database);
        assertThat(rescans.untold(clock.instant(), 9)).isEmpty();
        assertThat(rescans.abandoned(clock.instant(), 9))
                .extracting(Rescan::incident)
                .containsExactly("interrupted");
        database.close();
    }

    private static void madeBy(String version, String url) {
        Flyway.configure()
                .dataSource(url, "", "")
                .locations("classpath:io/mailwarden/store/migrations")
                .table("mailwarden_schema")
                .target(version)
                .load()
                .migrate();
    }

    private static String rescan(String incident, String state, String finished) {
        return """
                INSERT INTO rescan VALUES
                    ('bob', '%s', 'r1', '', 1, '%s', '', 0, 0, 0, 0, 0, 0, 1, %s, '', '', 0)
                """
                .formatted(incident, state, finished);
    }
}
