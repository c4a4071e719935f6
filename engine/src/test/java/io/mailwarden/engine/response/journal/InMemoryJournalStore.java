package io.mailwarden.engine.response.journal;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rows in memory, for tests and for engines without a store. Thread-safe. */
public final class InMemoryJournalStore implements JournalStore {

    private final NavigableMap<String, NavigableMap<String, JournalEntry>> segments = new TreeMap<>();

    @Override
    public synchronized void add(String segment, Collection<JournalEntry> batch) {
        for (JournalEntry entry : batch) {
            segments.computeIfAbsent(segment, name -> new TreeMap<>()).putIfAbsent(entry.id(), entry);
        }
    }

    private synchronized NavigableMap<String, JournalEntry> entries() {
        NavigableMap<String, JournalEntry> all = new TreeMap<>();
        segments.values().forEach(all::putAll);
        return all;
    }

    @Override
    public Optional<JournalEntry> find(Account account, String id) {
        return of(account, Stream.ofNullable(entries().get(id)), 1).stream().findFirst();
    }

    @Override
    public List<JournalEntry> after(Account account, String id, int limit) {
        return of(account, entries().tailMap(id, false).values().stream(), limit);
    }

    @Override
    public List<JournalEntry> before(Account account, Instant since, Optional<String> id, int limit) {
        String first = JournalEntry.before(since);
        NavigableMap<String, JournalEntry> all = entries();
        Stream<JournalEntry> older =
                id.map(last -> all.headMap(last, false)).orElse(all).descendingMap().values().stream();
        return of(account, older.takeWhile(entry -> entry.id().compareTo(first) >= 0), limit);
    }

    private static List<JournalEntry> of(Account account, Stream<JournalEntry> found, int limit) {
        return found.filter(entry -> entry.account().equals(account))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Segment> oldest(int limit) {
        return segments.entrySet().stream()
                .limit(limit)
                .map(one -> new Segment(
                        one.getKey(),
                        one.getValue().lastKey(),
                        Size.of(one.getValue().values())))
                .toList();
    }

    @Override
    public synchronized void remove(Collection<String> removed) {
        removed.forEach(segments::remove);
    }

    @Override
    public Size size() {
        return Size.of(entries().values());
    }
}
