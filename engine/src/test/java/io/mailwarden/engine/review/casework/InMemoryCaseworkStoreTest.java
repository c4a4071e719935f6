package io.mailwarden.engine.review.casework;

import io.mailwarden.engine.fixtures.CaseworkStoreContract;
import io.mailwarden.engine.fixtures.InMemoryCaseworkStore;

class InMemoryCaseworkStoreTest extends CaseworkStoreContract {

    private final InMemoryCaseworkStore store = new InMemoryCaseworkStore();

    @Override
    protected CaseworkStore store() {
        return store;
    }
}
