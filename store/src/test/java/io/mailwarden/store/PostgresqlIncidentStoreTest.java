package io.mailwarden.store;

class PostgresqlIncidentStoreTest extends SqlIncidentStoreContract {

    PostgresqlIncidentStoreTest() {
        super(TestStore.postgresql());
    }
}
