package io.mailwarden.store;

import io.mailwarden.engine.fixtures.DeedStoreContract;
import io.mailwarden.engine.response.DeedStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteDeedStoreTest extends DeedStoreContract {

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
    protected DeedStore store() {
        return new SqlDeedStore(open.database());
    }
}
