package io.mailwarden.store.alert;

import io.mailwarden.store.TestStore;

class PostgresqlAlertStoreTest extends SqlAlertStoreContract {

    PostgresqlAlertStoreTest() {
        super(TestStore.postgresql());
    }
}
