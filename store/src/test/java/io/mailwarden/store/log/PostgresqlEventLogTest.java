package io.mailwarden.store.log;

import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.fixtures.EventLogContract;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlEventLogTest extends EventLogContract {

    @RegisterExtension
    final TestStore open = TestStore.postgresql();

    @Override
    protected EventLog log() {
        return open.log();
    }
}
