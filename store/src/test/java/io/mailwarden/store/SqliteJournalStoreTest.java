package io.mailwarden.store;

import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.fixtures.JournalStoreContract;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.response.journal.JournalStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalStoreTest extends JournalStoreContract {

    @TempDir
    private Path directory;

    private Database database;

    @BeforeEach
    void openDatabase() {
        TestClock clock = TestClock.at("2026-05-03T12:00:00Z");
        database = Database.open(Stores.sqlite(directory), new Alarms(clock), clock);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Override
    protected JournalStore store() {
        return new SqlJournalStore(database);
    }
}
