package io.mailwarden.engine.response;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.Topic;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.PeriodicTasks;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;

/**
 * Tells other nodes that an administrator has changed a setting, and who listens on this one when it happened elsewhere.
 * Thread-safe.
 */
public final class SettingBroadcast {

    /** The alarm of the task that reads settings again, by which tests run it. */
    public static final String UNREAD = "settings-unread";

    /** What is wrong while they cannot be read. */
    public static final String UNREAD_TEXT = "settings that administrators changed may not be in force here";

    // What a node has committed, but could not tell of before it died, waits so long for the others.
    private static final Duration READ_EVERY = Duration.ofSeconds(5);

    private final EventLog log;
    private final Alarms alarms;
    private final Clock clock;
    private volatile Runnable listener = () -> {};

    /** Tells other nodes by that log; {@value #UNREAD} when who listens cannot read the store. */
    public SettingBroadcast(EventLog log, Alarms alarms, Clock clock) {
        this.log = log;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Has that read them again from now on; it may throw {@link StoreUnavailable}. */
    public void listen(Runnable reading) {
        listener = reading;
    }

    /** From now on: has them read now and then. */
    public void start(PeriodicTasks tasks) {
        tasks.every(READ_EVERY, UNREAD, UNREAD_TEXT, () -> listener.run());
    }

    /** That setting has changed here, and the store has it. */
    public void tell(String key) {
        log.append(new CacheInvalidation(clock.instant(), new Account(Scope.EVERYBODY.text()), Topic.SETTINGS, key));
    }

    /** Another node has changed one. */
    void heard() {
        try {
            listener.run();
        } catch (StoreUnavailable e) {
            alarms.raise(UNREAD, UNREAD_TEXT, e);
        }
    }
}
