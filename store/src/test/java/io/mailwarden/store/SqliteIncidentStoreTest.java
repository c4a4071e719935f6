package io.mailwarden.store;

class SqliteIncidentStoreTest extends SqlIncidentStoreContract {

    SqliteIncidentStoreTest() {
        super(TestStore.sqlite());
    }
}
