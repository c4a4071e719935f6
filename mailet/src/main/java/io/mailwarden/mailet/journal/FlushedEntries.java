package io.mailwarden.mailet.journal;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.JournalStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The rows of the journal, with those that this node has not written yet: it writes them before it reads. */
record FlushedEntries(JournalStore store, JournalWriter writer) implements JournalStore {

    private JournalStore written() {
        writer.flush();
        return store;
    }

    @Override
    public void add(String segment, Collection<JournalEntry> batch) {
        store.add(segment, batch);
    }

    @Override
    public Optional<JournalEntry> find(Account account, String id) {
        return written().find(account, id);
    }

    @Override
    public List<JournalEntry> after(Account account, String id, int limit) {
        return written().after(account, id, limit);
    }

    @Override
    public List<JournalEntry> before(Account account, Instant since, Optional<String> id, int limit) {
        return written().before(account, since, id, limit);
    }

    @Override
    public List<Segment> oldest(int limit) {
        return written().oldest(limit);
    }

    @Override
    public void remove(Collection<String> segments) {
        store.remove(segments);
    }

    @Override
    public Size size() {
        return written().size();
    }
}
