package io.mailwarden.store;

import java.nio.file.Path;
import java.sql.SQLException;

class PostgresqlHeldStoreTest extends SqlHeldStoreContract {

    @Override
    StoreConfig config(Path directory) throws SQLException {
        return Stores.postgresql(directory);
    }
}
