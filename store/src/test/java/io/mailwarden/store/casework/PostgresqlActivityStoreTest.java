package io.mailwarden.store.casework;

import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.fixtures.ActivityStoreContract;
import io.mailwarden.engine.review.casework.ActivityStore;
import io.mailwarden.store.TestStore;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlActivityStoreTest extends ActivityStoreContract {

    @RegisterExtension
    final TestStore open = TestStore.postgresql();

    @Override
    protected ActivityStore of(List<EventAssessed> events) {
        events.forEach(open.log()::append);
        open.log().flush();
        return new SqlActivityStore(open.database());
    }
}
