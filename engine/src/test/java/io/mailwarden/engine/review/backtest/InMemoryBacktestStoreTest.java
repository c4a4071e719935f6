package io.mailwarden.engine.review.backtest;

import io.mailwarden.engine.fixtures.BacktestStoreContract;
import io.mailwarden.engine.fixtures.InMemoryBacktestStore;

class InMemoryBacktestStoreTest extends BacktestStoreContract {

    private final InMemoryBacktestStore store = new InMemoryBacktestStore();

    @Override
    protected BacktestStore store() {
        return store;
    }
}
