package io.mailwarden.engine.response;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.Topic;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** Tells other nodes, and who listens on this one, that an account's blocks have changed. Thread-safe. */
public final class BlockBroadcast implements BiConsumer<Account, String> {

    private final EventLog log;
    private final Clock clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Tells other nodes by that log. */
    public BlockBroadcast(EventLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Does that, too, whenever blocks change here. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void accept(Account account, String block) {
        log.append(new CacheInvalidation(clock.instant(), account, Topic.BLOCK, block));
        listeners.forEach(Runnable::run);
    }
}
