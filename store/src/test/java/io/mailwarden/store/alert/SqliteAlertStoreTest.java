package io.mailwarden.store.alert;

import io.mailwarden.store.TestStore;

class SqliteAlertStoreTest extends SqlAlertStoreContract {

    SqliteAlertStoreTest() {
        super(TestStore.sqlite());
    }
}
