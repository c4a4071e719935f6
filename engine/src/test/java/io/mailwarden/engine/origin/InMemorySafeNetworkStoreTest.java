package io.mailwarden.engine.origin;

import io.mailwarden.engine.fixtures.SafeNetworkStoreContract;
import io.mailwarden.engine.support.InMemoryRuleStore;
import io.mailwarden.engine.support.RuleStore;

class InMemorySafeNetworkStoreTest extends SafeNetworkStoreContract {

    private final RuleStore<SafeNetwork> store = new InMemoryRuleStore<>();

    @Override
    protected RuleStore<SafeNetwork> store() {
        return store;
    }
}
