package io.mailwarden.engine.response;

import io.mailwarden.engine.fixtures.DeedStoreContract;

class InMemoryDeedStoreTest extends DeedStoreContract {

    private final InMemoryDeedStore store = new InMemoryDeedStore();

    @Override
    protected DeedStore store() {
        return store;
    }
}
