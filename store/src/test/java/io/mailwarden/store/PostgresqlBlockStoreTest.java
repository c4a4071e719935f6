package io.mailwarden.store;

import io.mailwarden.engine.fixtures.BlockStoreContract;
import io.mailwarden.engine.response.block.BlockStore;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlBlockStoreTest extends BlockStoreContract {

    @TempDir
    private Path directory;

    private Stores.Open open;

    @BeforeEach
    void openStore() throws SQLException {
        open = Stores.Open.of(Stores.postgresql(directory));
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
