package io.mailwarden.store;

import java.nio.file.Path;

class SqliteHeldStoreTest extends SqlHeldStoreContract {

    @Override
    StoreConfig config(Path directory) {
        return Stores.sqlite(directory);
    }
}
