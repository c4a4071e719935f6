package io.mailwarden.store;

import java.nio.file.Path;
import java.sql.SQLException;

class PostgresqlAlertStoreTest extends SqlAlertStoreContract {

    @Override
    StoreConfig config(Path directory) throws SQLException {
        return Stores.postgresql(directory);
    }
}
