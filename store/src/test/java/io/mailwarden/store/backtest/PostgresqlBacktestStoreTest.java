package io.mailwarden.store.backtest;

import io.mailwarden.engine.fixtures.BacktestStoreContract;
import io.mailwarden.engine.review.backtest.BacktestStore;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlBacktestStoreTest extends BacktestStoreContract {

    @RegisterExtension
    final TestStore open = TestStore.postgresql();

    @Override
    protected BacktestStore store() {
        return new SqlBacktestStore(open.database());
    }
}
