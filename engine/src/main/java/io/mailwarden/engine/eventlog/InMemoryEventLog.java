package io.mailwarden.engine.eventlog;

import com.github.benmanes.caffeine.cache.Cache;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.support.Caches;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An event log that keeps nothing but the latest logins of some accounts, and their latest messages in which anything was
 * found: for the command line and for tests, where a profile that leaves memory need not come back. Thread-safe.
 */
public final class InMemoryEventLog implements EventLog {

    private static final int MOST_EVENTS = 100;
    private static final long MOST_ACCOUNTS = 2_000;

    // Each deque is guarded by its own monitor.
    private final Cache<Account, ArrayDeque<EventAssessed>> logins = Caches.ofMost(MOST_ACCOUNTS);
    private final Cache<Account, ArrayDeque<EventAssessed>> messages = Caches.ofMost(MOST_ACCOUNTS);
    private final AtomicLong last = new AtomicLong();

    @Override
    public int node() {
        return 0;
    }

    @Override
    public long last() {
        return last.get();
    }

    @Override
    public long append(LogEntry entry) {
        entry.assessed().ifPresent(assessed -> {
            if (assessed.event().tellsOfLogin()) {
                keep(logins, assessed);
            } else if (assessed.foundInMessage()) {
                keep(messages, assessed);
            }
        });
        return last.incrementAndGet();
    }

    private static void keep(Cache<Account, ArrayDeque<EventAssessed>> kept, EventAssessed assessed) {
        ArrayDeque<EventAssessed> latest = kept.get(assessed.account(), account -> new ArrayDeque<>(2));
        synchronized (latest) {
            latest.addFirst(assessed);
            if (latest.size() > MOST_EVENTS) {
                latest.removeLast();
            }
        }
    }

    @Override
    public void flush() {}

    @Override
    public List<LoggedEntry> of(Account account, LogPositions folded) {
        return List.of();
    }

    @Override
    public List<LoggedEntry> after(LogPositions read, int limit) {
        return List.of();
    }

    @Override
    public List<EventAssessed> logins(Account account, int limit) {
        return kept(logins, account).stream().limit(limit).toList();
    }

    @Override
    public List<EventAssessed> messages(Account account, Instant from, int limit) {
        return kept(messages, account).stream()
                .filter(assessed -> !assessed.at().isBefore(from))
                .limit(limit)
                .toList();
    }

    private static List<EventAssessed> kept(Cache<Account, ArrayDeque<EventAssessed>> kept, Account account) {
        ArrayDeque<EventAssessed> latest = kept.getIfPresent(account);
        if (latest == null) {
            return List.of();
        }
        synchronized (latest) {
            return List.copyOf(latest);
        }
    }
}
