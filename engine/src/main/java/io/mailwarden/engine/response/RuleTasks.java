package io.mailwarden.engine.response;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.Topic;
import io.mailwarden.engine.origin.SafeNetwork;
import io.mailwarden.engine.origin.SafeNetworks;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.PeriodicTasks;
import io.mailwarden.engine.support.RuleStore;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.ExceptionRule;
import io.mailwarden.engine.verdict.ExceptionRules;
import java.time.Clock;
import java.time.Duration;

/**
 * The rules of administrators on this node: safe networks and exceptions, told to other nodes when they change here, and
 * read again when they change elsewhere; what they did is written now and then. Thread-safe.
 */
public final class RuleTasks {

    // The alarms of the tasks, by which tests run one of them.
    public static final String UNREAD = "rules-unread";
    public static final String UNCOUNTED = "rules-uncounted";

    private static final String UNREAD_TEXT =
            "safe networks and exceptions that were made or taken back elsewhere may not be known here";
    private static final String UNCOUNTED_TEXT = "what safe networks and exceptions did is counted, but not written";

    // What a node has committed, but could not tell of before it died, waits so long for the others.
    private static final Duration READ_EVERY = Duration.ofSeconds(5);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(5);

    private final SafeNetworks safeNetworks;
    private final ExceptionRules exceptions;
    private final EventLog log;
    private final Alarms alarms;
    private final Clock clock;

    /** Over those stores; knows nothing before {@link #readFirst}. */
    public RuleTasks(
            RuleStore<SafeNetwork> networks,
            RuleStore<ExceptionRule> exceptions,
            EventLog log,
            Alarms alarms,
            Clock clock) {
        safeNetworks = new SafeNetworks(networks, one -> tell(Topic.SAFE_NETWORKS, one.scope(), one.id()));
        this.exceptions = new ExceptionRules(exceptions, one -> tell(Topic.EXCEPTIONS, one.scope(), one.id()));
        this.log = log;
        this.alarms = alarms;
        this.clock = clock;
    }

    private void tell(Topic topic, Scope scope, String id) {
        log.append(new CacheInvalidation(clock.instant(), new Account(scope.text()), topic, id));
    }

    /** The safe networks. */
    public SafeNetworks safeNetworks() {
        return safeNetworks;
    }

    /** The exceptions. */
    public ExceptionRules exceptions() {
        return exceptions;
    }

    /** Reads all of them before the first event, or raises {@value #UNREAD}. */
    public void readFirst() {
        attempt(this::refresh);
    }

    /** From now on: does so now and then, and writes what they did. */
    public void start(PeriodicTasks tasks) {
        tasks.every(READ_EVERY, UNREAD, UNREAD_TEXT, this::refresh);
        tasks.every(COUNT_EVERY, UNCOUNTED, UNCOUNTED_TEXT, this::writeCounts);
    }

    private void refresh() {
        safeNetworks.refresh();
        exceptions.refresh();
    }

    /** Another node has made or taken back a rule. */
    void refresh(Topic topic) {
        attempt(topic == Topic.EXCEPTIONS ? exceptions::refresh : safeNetworks::refresh);
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (StoreUnavailable e) {
            alarms.raise(UNREAD, UNREAD_TEXT, e);
        }
    }

    private void writeCounts() {
        safeNetworks.writeCounts();
        exceptions.writeCounts();
    }

    /** Writes what they did at the end, as far as that can be done. */
    public void settle() {
        try {
            writeCounts();
        } catch (StoreUnavailable e) {
            alarms.raise(UNCOUNTED, UNCOUNTED_TEXT, e);
        }
    }

    /** The store lost them: those that are known here are kept again, soon. */
    public void keepAgain() {
        safeNetworks.keepAgain();
        exceptions.keepAgain();
    }
}
