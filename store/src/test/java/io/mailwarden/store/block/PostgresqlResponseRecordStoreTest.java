package io.mailwarden.store.block;

import io.mailwarden.engine.fixtures.ResponseRecordStoreContract;
import io.mailwarden.engine.response.ResponseRecordStore;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlResponseRecordStoreTest extends ResponseRecordStoreContract {

    @RegisterExtension
    final TestStore open = TestStore.postgresql();

    @Override
    protected ResponseRecordStore store() {
        return new SqlResponseRecordStore(open.database());
    }
}
