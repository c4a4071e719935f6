package io.mailwarden.store;

import io.mailwarden.engine.fixtures.DeedStoreContract;
import io.mailwarden.engine.response.DeedStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteDeedStoreTest extends DeedStoreContract {

    @RegisterExtension
    final TestStore open = TestStore.sqlite();

    @Override
    protected DeedStore store() {
        return new SqlDeedStore(open.database());
    }
}
