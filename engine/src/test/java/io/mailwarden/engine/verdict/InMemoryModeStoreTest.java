package io.mailwarden.engine.verdict;

import io.mailwarden.engine.fixtures.ModeStoreContract;

class InMemoryModeStoreTest extends ModeStoreContract {

    private final InMemoryModeStore store = new InMemoryModeStore();

    @Override
    protected ModeStore store() {
        return store;
    }
}
