package io.mailwarden.store.incident;

import io.mailwarden.store.TestStore;

class SqliteIncidentStoreTest extends SqlIncidentStoreContract {

    SqliteIncidentStoreTest() {
        super(TestStore.sqlite());
    }
}
