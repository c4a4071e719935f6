package io.mailwarden.mailet.journal;

import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.JournalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Adds rows so that those who come at the same time share one commit: whoever is first writes for all who wait. Nobody
 * returns before its own row is there. Thread-safe.
 */
final class GroupCommit {

    private static final int MOST = 200;

    private static final class PendingRow {
        private final JournalEntry entry;
        private boolean done;
        private @Nullable RuntimeException failure;

        PendingRow(JournalEntry entry) {
            this.entry = entry;
        }
    }

    private final JournalStore store;
    private final Queue<PendingRow> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writer = new ReentrantLock();

    GroupCommit(JournalStore store) {
        this.store = store;
    }

    /** Returns when it is there; throws what the store threw. */
    void add(JournalEntry entry) {
        PendingRow own = new PendingRow(entry);
        waiting.add(own);
        writer.lock();
        try {
            while (!own.done) {
                write();
            }
        } finally {
            writer.unlock();
        }
        if (own.failure != null) {
            throw own.failure;
        }
    }

    private void write() {
        List<PendingRow> batch = new ArrayList<>();
        for (PendingRow row = waiting.poll(); row != null; row = batch.size() < MOST ? waiting.poll() : null) {
            batch.add(row);
        }
        RuntimeException failure = null;
        try {
            store.add(batch.stream().map(row -> row.entry).toList());
        } catch (RuntimeException e) {
            failure = e;
        }
        for (PendingRow row : batch) {
            row.failure = failure;
            row.done = true;
        }
    }
}
