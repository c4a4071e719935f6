package io.mailwarden.store.incident;

import io.mailwarden.store.TestStore;

/** As on engines that serialize all transactions, and undo those that come in each other's way. */
class SerializedIncidentStoreTest extends SqlIncidentStoreContract {

    SerializedIncidentStoreTest() {
        super(TestStore.serialized());
    }
}
