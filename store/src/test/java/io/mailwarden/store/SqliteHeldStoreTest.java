package io.mailwarden.store;

class SqliteHeldStoreTest extends SqlHeldStoreContract {

    SqliteHeldStoreTest() {
        super(TestStore.sqlite());
    }
}
