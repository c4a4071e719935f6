package io.mailwarden.store.casework;

import io.mailwarden.engine.fixtures.CaseworkStoreContract;
import io.mailwarden.engine.review.casework.CaseworkStore;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlCaseworkStoreTest extends CaseworkStoreContract {

    @RegisterExtension
    final TestStore open = TestStore.postgresql();

    @Override
    protected CaseworkStore store() {
        return new SqlCaseworkStore(open.database());
    }
}
