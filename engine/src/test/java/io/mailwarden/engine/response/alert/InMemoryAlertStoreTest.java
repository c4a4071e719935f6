package io.mailwarden.engine.response.alert;

import io.mailwarden.engine.fixtures.AlertStoreContract;

class InMemoryAlertStoreTest extends AlertStoreContract {

    private final AlertStore store = new InMemoryAlertStore();

    @Override
    protected AlertStore store() {
        return store;
    }
}
