package io.mailwarden.engine.incident;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.IncidentPublisher.Commit;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings the changes that wait in the view to the store, account by account, each account's in order; those that fail
 * are tried again, later and later, until the store works. Thread-safe.
 */
final class IncidentWriter {

    /** The store failed, and not all that waits is committed yet. */
    static final String ALARM = "incident-store";

    /** Something was dropped for want of room. */
    static final String DROPPED = "incident-dropped";

    static final Duration FIRST_RETRY = Duration.ofMillis(100);
    static final Duration LAST_RETRY = Duration.ofSeconds(10);

    // Stands among the accounts that failed for the reading of all; no account has that name.
    private static final String ALL = "";

    /** Runs a task later, where tasks of the writer run. */
    @FunctionalInterface
    interface Retry {
        void after(Duration delay, Runnable task);
    }

    private final IncidentStore store;
    private final IncidentCache view;
    private final Executor executor;
    private final Retry retry;
    private final Alarms alarms;
    private final IncidentPublisher telling;
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicLong dropped = new AtomicLong();

    // Held from the store's answer to the view's change, so that the view follows the store in the store's order.
    private final ReentrantLock order = new ReentrantLock();
    private final Set<String> failing = new HashSet<>();
    private final Map<Account, Commit> failed = new HashMap<>();
    private Duration delay = FIRST_RETRY;

    IncidentWriter(
            IncidentStore store,
            IncidentCache view,
            Executor executor,
            Retry retry,
            Alarms alarms,
            IncidentPublisher telling) {
        this.store = store;
        this.view = view;
        this.executor = executor;
        this.retry = retry;
        this.alarms = alarms;
        this.telling = telling;
    }

    /** Applies the change to the view and has it committed; empty when there is no room, which is counted. */
    Optional<TrackedIncident> hand(Account account, IncidentChange change) {
        Optional<TrackedIncident> shown = view.add(account, change);
        if (shown.isEmpty()) {
            dropped.incrementAndGet();
            alarms.raise(DROPPED, "too many accounts wait for the store of incidents; what is found of others is lost");
        } else {
            wake();
        }
        return shown;
    }

    long dropped() {
        return dropped.get();
    }

    /** Keeps again all that is known here; returns at once. */
    void keepAgain() {
        view.lost();
        wake();
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            try {
                executor.execute(this::drain);
            } catch (RejectedExecutionException e) {
                awake.set(false);
                alarms.raise(ALARM, "the writer of incidents is closed", e);
            }
        }
    }

    // One at a time, as awake is true as long as it runs or is going to.
    private void drain() {
        try {
            while (next()) {
                delay = FIRST_RETRY;
            }
        } catch (RuntimeException | Error e) {
            alarms.raise(ALARM, "incidents cannot be written, this is tried again", e);
            retry.after(delay, this::drain);
            Duration twice = delay.multipliedBy(2);
            delay = twice.compareTo(LAST_RETRY) < 0 ? twice : LAST_RETRY;
            return;
        }
        alarms.clear(DROPPED);
        awake.set(false);
        if (view.first().isPresent()) {
            wake(); // Else what came after the last look would wait for the next change.
        }
    }

    // What is told is told when the store is free for others again.
    private boolean next() {
        Optional<Commit> commit;
        order.lock();
        try {
            if (failing.contains(ALL) || view.full()) {
                readAll();
            }
            commit = view.first().map(this::commitFirst);
        } finally {
            order.unlock();
        }
        commit.ifPresent(telling::tell);
        return commit.isPresent();
    }

    private Commit commitFirst(Account account) {
        IncidentChange change = view.take(account);
        CommitAttempt attempt = new CommitAttempt(change, failed.getOrDefault(account, Commit.NOTHING));
        try {
            store.change(account, attempt);
            view.done(account, change, attempt.commit().now());
            failed.remove(account);
            works(account.name());
            return attempt.commit();
        } catch (RuntimeException | Error e) {
            view.failed(account);
            failed.put(account, attempt.commit());
            failing.add(account.name());
            throw e;
        }
    }

    private void works(String name) {
        if (failing.remove(name) && failing.isEmpty()) {
            alarms.clear(ALARM);
        }
    }

    /** Commits the step on this thread, after what waits for the account; throws {@link StoreUnavailable}. */
    Optional<Incident> commitNow(Account account, IncidentStore.Transition step) {
        List<Commit> commits = new ArrayList<>();
        order.lock();
        try {
            for (int waiting = view.waiting(account); waiting > 0; waiting--) {
                commits.add(commitFirst(account));
            }
            CommitAttempt last = new CommitAttempt(step, Commit.NOTHING);
            Optional<Incident> after = store.change(account, last);
            view.seen(account, last.commit().now());
            commits.add(last.commit());
            return after;
        } finally {
            order.unlock();
            commits.forEach(telling::tell);
        }
    }

    /** Reads all current incidents on this thread; false when they cannot be read, then they will be later. */
    boolean read() {
        order.lock();
        try {
            readAll();
            return true;
        } catch (StoreUnavailable e) {
            failing.add(ALL);
            alarms.raise(ALARM, "incidents cannot be read, this is tried again", e);
        } finally {
            order.unlock();
        }
        if (awake.compareAndSet(false, true)) {
            retry.after(FIRST_RETRY, this::drain);
        }
        return false;
    }

    private void readAll() {
        view.seen(store.current());
        works(ALL);
    }
}
