package io.mailwarden.engine.response;

import io.mailwarden.engine.fixtures.DeedStoreContract;

class InMemoryResponseRecordStoreTest extends DeedStoreContract {

    private final InMemoryResponseRecordStore store = new InMemoryResponseRecordStore();

    @Override
    protected ResponseRecordStore store() {
        return store;
    }
}
