package io.mailwarden.store;

class SqliteAlertStoreTest extends SqlAlertStoreContract {

    SqliteAlertStoreTest() {
        super(TestStore.sqlite());
    }
}
