package io.mailwarden.store.setting;

import io.mailwarden.engine.fixtures.SettingChangeStoreContract;
import io.mailwarden.engine.review.setting.SettingChangeStore;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteSettingChangeStoreTest extends SettingChangeStoreContract {

    @RegisterExtension
    final TestStore open = TestStore.sqlite();

    @Override
    protected SettingChangeStore store() {
        return new SqlSettingChangeStore(open.database());
    }
}
