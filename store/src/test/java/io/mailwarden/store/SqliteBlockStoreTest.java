package io.mailwarden.store;

import io.mailwarden.engine.fixtures.BlockStoreContract;
import io.mailwarden.engine.response.block.BlockStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteBlockStoreTest extends BlockStoreContract {

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
    protected BlockStore store() {
        return new SqlBlockStore(open.database());
    }
}
