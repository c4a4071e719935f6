package io.mailwarden.store.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mailwarden.engine.event.Account;
import java.util.List;
import java.util.Optional;

/**
 * What was read last of runs, by account: a run never changes, and a page of incidents counts the same days of the same
 * accounts again and again. Bounded by its events, some 60 bytes each: 12 MB, and nothing until somebody looks at lists.
 * Thread-safe.
 */
final class ReadRuns {

    private static final long MOST_EVENTS = 200_000;

    private record Part(String account, int node, long last) {}

    private final Cache<Part, List<IndexedEvent>> parts = Caffeine.newBuilder()
            .maximumWeight(MOST_EVENTS)
            .<Part, List<IndexedEvent>>weigher((part, events) -> 2 + events.size())
            .executor(Runnable::run)
            .build();

    /** What that run has of the account, which may be nothing; empty when it has to be read. */
    Optional<List<IndexedEvent>> of(Account account, int node, long last) {
        return Optional.ofNullable(parts.getIfPresent(new Part(account.name(), node, last)));
    }

    void keep(Account account, int node, long last, List<IndexedEvent> events) {
        parts.put(new Part(account.name(), node, last), events);
    }
}
