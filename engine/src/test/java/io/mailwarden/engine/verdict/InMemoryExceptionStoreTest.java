package io.mailwarden.engine.verdict;

import io.mailwarden.engine.fixtures.ExceptionStoreContract;
import io.mailwarden.engine.support.InMemoryRuleStore;
import io.mailwarden.engine.support.RuleStore;

class InMemoryExceptionStoreTest extends ExceptionStoreContract {

    private final RuleStore<ExceptionRule> store = new InMemoryRuleStore<>();

    @Override
    protected RuleStore<ExceptionRule> store() {
        return store;
    }
}
