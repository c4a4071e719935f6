package io.mailwarden.store.log;

import io.mailwarden.engine.event.Account;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * What is known of the entries of one node that no run has yet, by account: read in their order, each once. Not
 * thread-safe.
 */
final class OpenTail {

    static final String BEHIND =
            """
            SELECT node, sequence, at, kind, outcome, country, findings, account FROM event_log
            WHERE node = :node AND sequence > :known AND sequence <= :written ORDER BY sequence
            """;

    private final int node;
    private final Map<String, List<IndexedEvent>> events = new HashMap<>();
    private long indexed;
    private long known;
    private int size;

    OpenTail(int node) {
        this.node = node;
    }

    /**
     * Reads what has come since.
     *
     * @param indexedNow how far there are runs
     * @param written how far there are entries
     */
    void follow(Handle handle, long indexedNow, long written) {
        if (indexedNow != indexed || written < known) {
            // Another made a run, or the store is another.
            events.clear();
            size = 0;
            indexed = indexedNow;
            known = indexedNow;
        }
        if (written == known) {
            return;
        }
        handle.createQuery(BEHIND)
                .bind("node", node)
                .bind("known", known)
                .bind("written", written)
                .map((row, context) -> {
                    add(row.getString(8), IndexedEvent.of(row));
                    return node;
                })
                .forEach(one -> {});
        known = written;
    }

    /** These were written: they need not be read, unless others before them must be. */
    void wrote(List<LogWriter.Row> rows) {
        if (rows.get(0).sequence() == known + 1) {
            rows.forEach(row -> add(row.account().name(), IndexedEvent.of(node, row)));
            known = rows.get(rows.size() - 1).sequence();
        }
    }

    private void add(String account, IndexedEvent event) {
        events.computeIfAbsent(account, name -> new ArrayList<>(1)).add(event);
        size++;
    }

    /** Of that account, in the order of their sequences. */
    List<IndexedEvent> of(Account account) {
        return List.copyOf(events.getOrDefault(account.name(), List.of()));
    }

    /** All, by account. */
    Map<String, List<IndexedEvent>> all() {
        return new TreeMap<>(events);
    }

    int size() {
        return size;
    }

    long indexed() {
        return indexed;
    }

    long known() {
        return known;
    }
}
