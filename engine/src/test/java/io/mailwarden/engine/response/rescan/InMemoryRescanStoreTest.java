package io.mailwarden.engine.response.rescan;

import io.mailwarden.engine.fixtures.RescanStoreContract;

class InMemoryRescanStoreTest extends RescanStoreContract {

    private final InMemoryRescanStore store = new InMemoryRescanStore();

    @Override
    protected RescanStore store() {
        return store;
    }
}
