package io.mailwarden.store.block;

import io.mailwarden.engine.fixtures.BlockStoreContract;
import io.mailwarden.engine.response.block.BlockStore;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteBlockStoreTest extends BlockStoreContract {

    @RegisterExtension
    final TestStore open = TestStore.sqlite();

    @Override
    protected BlockStore store() {
        return new SqlBlockStore(open.database());
    }
}
