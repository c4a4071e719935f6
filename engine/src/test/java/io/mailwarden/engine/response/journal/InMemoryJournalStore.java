package io.mailwarden.engine.response.journal;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** Rows in memory, for tests and for engines without a store. Thread-safe. */
public final class InMemoryJournalStore implements JournalStore {

    private final NavigableMap<String, JournalEntry> entries = new ConcurrentSkipListMap<>();

    @Override
    public void add(Collection<JournalEntry> added) {
        added.forEach(entry -> entries.putIfAbsent(entry.id(), entry));
    }

    @Override
    public Optional<JournalEntry> find(Account account, String id) {
        return of(account, Stream.ofNullable(entries.get(id)), 1).stream().findFirst();
    }

    @Override
    public List<JournalEntry> after(Account account, String id, int limit) {
        return of(account, entries.tailMap(id, false).values().stream(), limit);
    }

    @Override
    public List<JournalEntry> before(Account account, Instant since, Optional<String> id, int limit) {
        String first = JournalEntry.before(since);
        Stream<JournalEntry> older =
                id.map(last -> entries.headMap(last, false)).orElse(entries).descendingMap().values().stream();
        return of(account, older.takeWhile(entry -> entry.id().compareTo(first) >= 0), limit);
    }

    private static List<JournalEntry> of(Account account, Stream<JournalEntry> found, int limit) {
        return found.filter(entry -> entry.account().equals(account))
                .limit(limit)
                .toList();
    }

    @Override
    public List<JournalEntry> oldest(int limit) {
        return entries.values().stream().limit(limit).toList();
    }

    @Override
    public void remove(Collection<JournalEntry> removed) {
        removed.forEach(entry -> entries.remove(entry.id()));
    }

    @Override
    public Size size() {
        List<JournalEntry> all = List.copyOf(entries.values());
        return new Size(
                all.size(),
                all.stream().mapToLong(entry -> entry.summary().bytes()).sum());
    }
}
