package io.mailwarden.store;

import io.mailwarden.engine.fixtures.ModeStoreContract;
import io.mailwarden.engine.verdict.ModeStore;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlModeStoreTest extends ModeStoreContract {

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
    protected ModeStore store() {
        return new SqlModeStore(open.database());
    }
}
