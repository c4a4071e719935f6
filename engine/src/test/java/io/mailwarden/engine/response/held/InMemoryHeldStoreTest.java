package io.mailwarden.engine.response.held;

import io.mailwarden.engine.fixtures.HeldStoreContract;

class InMemoryHeldStoreTest extends HeldStoreContract {

    private final HeldStore store = new InMemoryHeldStore();

    @Override
    protected HeldStore store() {
        return store;
    }
}
