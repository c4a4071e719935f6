package io.mailwarden.store.log;

import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.fixtures.EventLogContract;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteEventLogTest extends EventLogContract {

    @RegisterExtension
    final TestStore open = TestStore.sqlite();

    @Override
    protected EventLog log() {
        return open.log();
    }
}
