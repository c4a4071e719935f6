package io.mailwarden.store.rescan;

import io.mailwarden.engine.fixtures.RescanStoreContract;
import io.mailwarden.engine.response.rescan.RescanStore;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteRescanStoreTest extends RescanStoreContract {

    @RegisterExtension
    final TestStore open = TestStore.sqlite();

    @Override
    protected RescanStore store() {
        return new SqlRescanStore(open.database());
    }
}
