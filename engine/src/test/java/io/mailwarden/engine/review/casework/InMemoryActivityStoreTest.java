package io.mailwarden.engine.review.casework;

import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.fixtures.ActivityStoreContract;
import io.mailwarden.engine.fixtures.InMemoryActivityStore;
import java.util.List;

class InMemoryActivityStoreTest extends ActivityStoreContract {

    @Override
    protected ActivityStore of(List<EventAssessed> events) {
        return new InMemoryActivityStore(events);
    }
}
