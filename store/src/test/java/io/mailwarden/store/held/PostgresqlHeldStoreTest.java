package io.mailwarden.store.held;

import io.mailwarden.store.TestStore;

class PostgresqlHeldStoreTest extends SqlHeldStoreContract {

    PostgresqlHeldStoreTest() {
        super(TestStore.postgresql());
    }
}
