package io.mailwarden.store;

import java.nio.file.Path;
import java.sql.SQLException;

/** As on engines that serialize all transactions, and undo those that come in each other's way. */
class SerializedAlertStoreTest extends SqlAlertStoreContract {

    @Override
    StoreConfig config(Path directory) throws SQLException {
        String url = Stores.postgresql(directory).url();
        return Stores.config(
                directory,
                url + (url.contains("?") ? "&" : "?") + "options=-c%20default_transaction_isolation%3Dserializable");
    }
}
