package io.mailwarden.store;

import java.nio.file.Path;

class SqliteIncidentStoreTest extends SqlIncidentStoreContract {

    @Override
    StoreConfig config(Path directory) {
        return Stores.sqlite(directory);
    }
}
