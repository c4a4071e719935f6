package io.mailwarden.engine.eventlog;

import com.github.benmanes.caffeine.cache.Cache;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.support.Caches;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An event log that keeps nothing but the latest logins of some accounts: for the command line and for tests, where a
 * profile that leaves memory need not come back. Thread-safe.
 */
public final class InMemoryEventLog implements EventLog {

    private static final int MOST_LOGINS = 100;
    private static final long MOST_ACCOUNTS = 2_000;

    // Each deque is guarded by its own monitor.
    private final Cache<Account, ArrayDeque<EventAssessed>> logins = Caches.ofMost(MOST_ACCOUNTS);
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
        entry.assessed().filter(assessed -> assessed.event().tellsOfLogin()).ifPresent(this::keep);
        return last.incrementAndGet();
    }

    private void keep(EventAssessed assessed) {
        ArrayDeque<EventAssessed> latest = logins.get(assessed.account(), account -> new ArrayDeque<>(2));
        synchronized (latest) {
            latest.addFirst(assessed);
            if (latest.size() > MOST_LOGINS) {
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
        ArrayDeque<EventAssessed> latest = logins.getIfPresent(account);
        if (latest == null) {
            return List.of();
        }
        synchronized (latest) {
            return latest.stream().limit(limit).toList();
        }
    }
}
