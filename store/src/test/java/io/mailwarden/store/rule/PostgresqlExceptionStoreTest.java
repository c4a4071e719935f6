package io.mailwarden.store.rule;

import io.mailwarden.engine.fixtures.ExceptionStoreContract;
import io.mailwarden.engine.support.RuleStore;
import io.mailwarden.engine.verdict.ExceptionRule;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlExceptionStoreTest extends ExceptionStoreContract {

    @RegisterExtension
    final TestStore open = TestStore.postgresql();

    @Override
    protected RuleStore<ExceptionRule> store() {
        return new SqlExceptionStore(open.database());
    }
}
