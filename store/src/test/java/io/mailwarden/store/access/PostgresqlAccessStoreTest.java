package io.mailwarden.store.access;

import io.mailwarden.engine.fixtures.AccessStoreContract;
import io.mailwarden.engine.review.access.AccessStore;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlAccessStoreTest extends AccessStoreContract {

    @RegisterExtension
    final TestStore open = TestStore.postgresql();

    @Override
    protected AccessStore store() {
        return new SqlAccessStore(open.database());
    }
}
