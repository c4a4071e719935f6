package io.mailwarden.store;

import java.nio.file.Path;

class SqliteAlertStoreTest extends SqlAlertStoreContract {

    @Override
    StoreConfig config(Path directory) {
        return Stores.sqlite(directory);
    }
}
