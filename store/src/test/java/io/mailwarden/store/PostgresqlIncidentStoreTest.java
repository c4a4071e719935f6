package io.mailwarden.store;

import java.nio.file.Path;
import java.sql.SQLException;

class PostgresqlIncidentStoreTest extends SqlIncidentStoreContract {

    @Override
    StoreConfig config(Path directory) throws SQLException {
        return Stores.postgresql(directory);
    }
}
