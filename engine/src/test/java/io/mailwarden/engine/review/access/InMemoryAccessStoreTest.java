package io.mailwarden.engine.review.access;

import io.mailwarden.engine.fixtures.AccessStoreContract;
import io.mailwarden.engine.fixtures.InMemoryAccessStore;

class InMemoryAccessStoreTest extends AccessStoreContract {

    private final InMemoryAccessStore memory = new InMemoryAccessStore();

    @Override
    protected AccessStore store() {
        return memory;
    }
}
