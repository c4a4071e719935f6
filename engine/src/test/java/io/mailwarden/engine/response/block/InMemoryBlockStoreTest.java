package io.mailwarden.engine.response.block;

import io.mailwarden.engine.fixtures.BlockStoreContract;

class InMemoryBlockStoreTest extends BlockStoreContract {

    private final InMemoryBlockStore store = new InMemoryBlockStore();

    @Override
    protected BlockStore store() {
        return store;
    }
}
