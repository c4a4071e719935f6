package io.mailwarden.store.rescan;

import io.mailwarden.engine.fixtures.JournalStoreContract;
import io.mailwarden.engine.response.journal.JournalStore;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteJournalStoreTest extends JournalStoreContract {

    @RegisterExtension
    final TestStore open = TestStore.sqlite();

    @Override
    protected JournalStore store() {
        return new SqlJournalStore(open.database());
    }
}
