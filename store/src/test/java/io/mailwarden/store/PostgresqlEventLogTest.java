package io.mailwarden.store;

import io.mailwarden.engine.fixtures.EventLogContract;
import io.mailwarden.engine.profile.EventLog;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlEventLogTest extends EventLogContract {

    @RegisterExtension
    final TestStore open = TestStore.postgresql();

    @Override
    protected EventLog log() {
        return open.log();
    }
}
