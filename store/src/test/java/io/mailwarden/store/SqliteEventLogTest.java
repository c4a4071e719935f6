package io.mailwarden.store;

import io.mailwarden.engine.fixtures.EventLogContract;
import io.mailwarden.engine.profile.EventLog;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventLogTest extends EventLogContract {

    @TempDir
    private Path directory;

    private Stores.Open open;

    @BeforeEach
    void openStore() {
        open = Stores.Open.of(Stores.sqlite(directory));
    }

    @AfterEach
    void closeStore() {
        open.close();
    }

    @Override
    protected EventLog log() {
        return open.log();
    }
}
