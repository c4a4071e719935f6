package io.mailwarden.engine.response.journal;

import io.mailwarden.engine.fixtures.JournalStoreContract;

class InMemoryJournalStoreTest extends JournalStoreContract {

    private final InMemoryJournalStore store = new InMemoryJournalStore();

    @Override
    protected JournalStore store() {
        return store;
    }
}
