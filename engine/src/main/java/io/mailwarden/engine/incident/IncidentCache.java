package io.mailwarden.engine.incident;

import io.mailwarden.engine.event.Account;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * All current incidents in memory, with this node's changes that wait to be committed. Never waits for the store.
 * Thread-safe; {@link #take} and what answers it are for one thread at a time.
 */
final class IncidentCache {

    private final int mostWaiting;
    private final int mostKnown;
    private final ConcurrentMap<Account, TrackedIncident> incidents = new ConcurrentHashMap<>();
    private final Set<Account> queue = new LinkedHashSet<>();
    private long changes;

    /**
     * An empty one.
     *
     * @param mostWaiting accounts whose changes may wait at a time
     * @param mostKept incidents that the store keeps
     */
    IncidentCache(int mostWaiting, int mostKept) {
        this.mostWaiting = mostWaiting;
        this.mostKnown = (int) Math.min(Integer.MAX_VALUE, 2L * mostKept);
    }

    Optional<Incident> current(Account account) {
        TrackedIncident one = incidents.get(account);
        return one == null ? Optional.empty() : one.shown();
    }

    /** All that are current. */
    List<Incident> all() {
        return incidents.values().stream().flatMap(one -> one.shown().stream()).toList();
    }

    /** Whether it knows twice as many incidents as the store keeps, which must have forgotten some. */
    boolean full() {
        return incidents.size() > mostKnown;
    }

    /** Applies the change and lets it wait for being committed; empty when there is no room for it. */
    synchronized Optional<TrackedIncident> add(Account account, IncidentChange change) {
        if (queue.size() >= mostWaiting && !queue.contains(account)) {
            return Optional.empty();
        }
        queue.add(account);
        changes++;
        TrackedIncident current = of(account).and(change, changes);
        incidents.put(account, current);
        return Optional.of(current);
    }

    private TrackedIncident of(Account account) {
        return incidents.getOrDefault(account, TrackedIncident.NONE);
    }

    private void put(Account account, TrackedIncident current) {
        if (current.isEmpty()) {
            incidents.remove(account);
        } else {
            incidents.put(account, current);
        }
    }

    /** The account whose turn it is to be committed. */
    synchronized Optional<Account> first() {
        return queue.stream().findFirst();
    }

    /** How many changes of the account wait. */
    synchronized int waiting(Account account) {
        return of(account).waiting().size();
    }

    /** The account's first change, to be committed now: answer with {@link #done} or {@link #failed}. */
    synchronized IncidentChange take(Account account) {
        TrackedIncident taken = of(account).take();
        incidents.put(account, taken);
        return taken.waiting().get(0).change();
    }

    /** The change that was taken is committed, and that is how the account stands now. */
    synchronized void done(Account account, IncidentChange change, Optional<Incident> current) {
        TrackedIncident rest = of(account).done(change, current);
        put(account, rest);
        queue.remove(account);
        if (!rest.waiting().isEmpty()) {
            queue.add(account);
        }
        notifyAll();
    }

    /** The change that was taken could not be committed: it is tried again after those of the other accounts. */
    synchronized void failed(Account account) {
        queue.remove(account);
        queue.add(account);
    }

    /** The store has lost what it kept: all that is shown waits to be kept again. */
    synchronized void lost() {
        incidents.replaceAll((account, one) -> one.shown()
                .map(known -> {
                    queue.add(account);
                    changes++;
                    return one.lost(known, changes);
                })
                .orElse(one));
    }

    /** So the account stands in the store. */
    synchronized void seen(Account account, Optional<Incident> current) {
        put(account, of(account).seen(current));
    }

    /** So all accounts stand in the store. */
    synchronized void seen(List<Incident> all) {
        Map<Account, Incident> kept = new HashMap<>();
        all.forEach(incident -> kept.put(incident.account(), incident));
        incidents.keySet().stream()
                .filter(account -> !kept.containsKey(account))
                .forEach(account -> seen(account, Optional.empty()));
        kept.forEach((account, incident) -> seen(account, Optional.of(incident)));
    }

    /** Waits until all changes of the account, of all accounts if empty, that were made before are committed. */
    synchronized boolean settled(Optional<Account> account, Duration most) {
        long made = changes;
        long end = System.nanoTime() + most.toNanos();
        while (!keptUpTo(account, made)) {
            long left = end - System.nanoTime();
            if (left <= 0 || !waited(left)) {
                return false;
            }
        }
        return true;
    }

    private boolean keptUpTo(Optional<Account> account, long made) {
        return account.map(one -> of(one).keptUpTo(made))
                .orElseGet(() -> queue.stream().allMatch(one -> of(one).keptUpTo(made)));
    }

    private synchronized boolean waited(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
