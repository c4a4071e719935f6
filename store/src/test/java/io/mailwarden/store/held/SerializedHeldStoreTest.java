package io.mailwarden.store.held;

import io.mailwarden.store.TestStore;

/** As on engines that serialize all transactions, and undo those that come in each other's way. */
class SerializedHeldStoreTest extends SqlHeldStoreContract {

    SerializedHeldStoreTest() {
        super(TestStore.serialized());
    }
}
