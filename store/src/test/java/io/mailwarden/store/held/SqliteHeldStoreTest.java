package io.mailwarden.store.held;

import io.mailwarden.store.TestStore;

class SqliteHeldStoreTest extends SqlHeldStoreContract {

    SqliteHeldStoreTest() {
        super(TestStore.sqlite());
    }
}
