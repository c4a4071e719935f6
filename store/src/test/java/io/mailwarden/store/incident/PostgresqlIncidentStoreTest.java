package io.mailwarden.store.incident;

import io.mailwarden.store.TestStore;

class PostgresqlIncidentStoreTest extends SqlIncidentStoreContract {

    PostgresqlIncidentStoreTest() {
        super(TestStore.postgresql());
    }
}
