package io.mailwarden.store.owner;

import io.mailwarden.engine.fixtures.OwnerNoticeStoreContract;
import io.mailwarden.engine.review.owner.OwnerNoticeStore;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlOwnerNoticeStoreTest extends OwnerNoticeStoreContract {

    @RegisterExtension
    final TestStore open = TestStore.postgresql();

    @Override
    protected OwnerNoticeStore store() {
        return new SqlOwnerNoticeStore(open.database());
    }
}
