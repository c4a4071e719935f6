package io.mailwarden.store.alert;

import io.mailwarden.store.TestStore;

/** As on engines that serialize all transactions, and undo those that come in each other's way. */
class SerializedAlertStoreTest extends SqlAlertStoreContract {

    SerializedAlertStoreTest() {
        super(TestStore.serialized());
    }
}
