package io.mailwarden.store;

import io.mailwarden.engine.fixtures.ModeStoreContract;
import io.mailwarden.engine.verdict.ModeStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteModeStoreTest extends ModeStoreContract {

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
    protected ModeStore store() {
        return new SqlModeStore(open.database());
    }
}
