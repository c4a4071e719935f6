package io.mailwarden.store.block;

import io.mailwarden.engine.fixtures.DeedStoreContract;
import io.mailwarden.engine.response.ResponseRecordStore;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteDeedStoreTest extends DeedStoreContract {

    @RegisterExtension
    final TestStore open = TestStore.sqlite();

    @Override
    protected ResponseRecordStore store() {
        return new SqlDeedStore(open.database());
    }
}
