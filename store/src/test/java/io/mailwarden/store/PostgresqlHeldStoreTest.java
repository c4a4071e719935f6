package io.mailwarden.store;

class PostgresqlHeldStoreTest extends SqlHeldStoreContract {

    PostgresqlHeldStoreTest() {
        super(TestStore.postgresql());
    }
}
