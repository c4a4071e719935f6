package io.mailwarden.store;

class PostgresqlAlertStoreTest extends SqlAlertStoreContract {

    PostgresqlAlertStoreTest() {
        super(TestStore.postgresql());
    }
}
