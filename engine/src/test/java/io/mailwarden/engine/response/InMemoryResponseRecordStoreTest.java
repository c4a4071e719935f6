package io.mailwarden.engine.response;

import io.mailwarden.engine.fixtures.ResponseRecordStoreContract;

class InMemoryResponseRecordStoreTest extends ResponseRecordStoreContract {

    private final InMemoryResponseRecordStore store = new InMemoryResponseRecordStore();

    @Override
    protected ResponseRecordStore store() {
        return store;
    }
}
