package io.mailwarden.store.block;

import io.mailwarden.engine.fixtures.ModeStoreContract;
import io.mailwarden.engine.verdict.ModeStore;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlModeStoreTest extends ModeStoreContract {

    @RegisterExtension
    final TestStore open = TestStore.postgresql();

    @Override
    protected ModeStore store() {
        return new SqlModeStore(open.database());
    }
}
