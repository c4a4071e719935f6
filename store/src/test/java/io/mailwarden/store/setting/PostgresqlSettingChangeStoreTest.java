package io.mailwarden.store.setting;

import io.mailwarden.engine.fixtures.SettingChangeStoreContract;
import io.mailwarden.engine.review.setting.SettingChangeStore;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlSettingChangeStoreTest extends SettingChangeStoreContract {

    @RegisterExtension
    final TestStore open = TestStore.postgresql();

    @Override
    protected SettingChangeStore store() {
        return new SqlSettingChangeStore(open.database());
    }
}
