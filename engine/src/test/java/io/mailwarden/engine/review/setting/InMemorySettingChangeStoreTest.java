package io.mailwarden.engine.review.setting;

import io.mailwarden.engine.fixtures.InMemorySettingChangeStore;
import io.mailwarden.engine.fixtures.SettingChangeStoreContract;

class InMemorySettingChangeStoreTest extends SettingChangeStoreContract {

    private final InMemorySettingChangeStore store = new InMemorySettingChangeStore();

    @Override
    protected SettingChangeStore store() {
        return store;
    }
}
