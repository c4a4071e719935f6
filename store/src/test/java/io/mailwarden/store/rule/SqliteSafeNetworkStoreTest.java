package io.mailwarden.store.rule;

import io.mailwarden.engine.fixtures.SafeNetworkStoreContract;
import io.mailwarden.engine.origin.SafeNetwork;
import io.mailwarden.engine.support.RuleStore;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteSafeNetworkStoreTest extends SafeNetworkStoreContract {

    @RegisterExtension
    final TestStore open = TestStore.sqlite();

    @Override
    protected RuleStore<SafeNetwork> store() {
        return new SqlSafeNetworkStore(open.database());
    }
}
