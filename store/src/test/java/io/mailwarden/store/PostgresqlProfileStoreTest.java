package io.mailwarden.store;

import io.mailwarden.engine.fixtures.ProfileStoreContract;
import io.mailwarden.engine.profile.ProfileStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlProfileStoreTest extends ProfileStoreContract {

    @TempDir
    private Path directory;

    private Stores.Open open;
    private SqlProfileStore profiles;

    @BeforeEach
    void openStore() throws SQLException {
        open = Stores.Open.of(Stores.postgresql(directory));
        profiles = open.profiles();
    }

    @AfterEach
    void closeStore() {
        open.close();
    }

    @Override
    protected ProfileStore store() {
        return profiles;
    }

    @Override
    protected void later() {
        open.clock().advance(Duration.ofSeconds(1));
    }
}
