package io.mailwarden.engine.incident;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Opens, merges and closes the incidents. One incident for an account at a time, across all nodes; what is found while
 * it is not over joins it. What is found, held and passed is seen here at once and committed by the writer soon after;
 * should another node have opened the account's incident first, it is part of that one then. Callers hold the monitor
 * of the account's profile, so that two events of one account come in turn. Thread-safe across accounts.
 */
public final class Incidents {

    // Each takes a few kilobytes at most while the store is gone.
    private static final int MOST_WAITING = 20_000;

    private static final int SEQUENCES = 0x10000;

    private final IncidentStore store;
    private final IncidentCache view;
    private final IncidentWriter writer;
    private final Duration quietTime;
    private final int node;
    private final AtomicLong sequence;

    /**
     * Keeps them there; knows none of them before {@link #refreshAll}.
     *
     * @param quietTime a suspected incident that nobody reviewed lapses after so long without anything new
     * @param node number of this node, for the ids of incidents that it opens; 0 for a process that keeps nothing,
     *     whose ids are the same for the same events
     * @param writer runs what waits for the store, in one thread
     * @param alarms {@value IncidentWriter#ALARM} while the store fails; {@value IncidentWriter#DROPPED} when changes
     *     of more accounts than {@value #MOST_WAITING} wait for it
     */
    public Incidents(
            IncidentStore store,
            Duration quietTime,
            int node,
            Executor writer,
            Alarms alarms,
            IncidentListener listener) {
        this(
                store,
                new IncidentCache(MOST_WAITING, store.most()),
                view -> new IncidentWriter(store, view, writer, later(writer), alarms, new IncidentPublisher(listener)),
                quietTime,
                node,
                // The same time may come again after a restart.
                node == 0 ? 0 : ThreadLocalRandom.current().nextInt(SEQUENCES));
    }

    /** With that view, the writer of it, and the first number in ids. */
    Incidents(
            IncidentStore store,
            IncidentCache view,
            Function<IncidentCache, IncidentWriter> writer,
            Duration quietTime,
            int node,
            int firstSequence) {
        this.store = store;
        this.view = view;
        this.writer = writer.apply(view);
        this.quietTime = quietTime;
        this.node = node;
        this.sequence = new AtomicLong(firstSequence);
    }

    /** In this process alone, as long as it lives: the latest {@code most}; committed on the caller's thread. */
    public static Incidents inMemory(int most, Duration quietTime, Alarms alarms) {
        return new Incidents(
                new InMemoryIncidentStore(most), quietTime, 0, Runnable::run, alarms, IncidentListener.NONE);
    }

    private static IncidentWriter.Retry later(Executor writer) {
        return (delay, task) -> CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, writer)
                .execute(task);
    }

    /** The account's incident that is open or confirmed; one whose quiet time has passed lapses here. */
    public Optional<Incident> current(Account account, Instant at) {
        Optional<Incident> shown = view.current(account);
        if (shown.filter(incident -> incident.quiet(at, quietTime)).isEmpty()) {
            return shown;
        }
        var unused = writer.hand(account, new IncidentChange.Lapse(at, quietTime));
        return Optional.empty();
    }

    /** Whether somebody is inside the account by something critical, or an administrator has confirmed it. */
    public boolean doubts(Account account, Instant at) {
        return current(account, at).flatMap(Incident::contains).isPresent();
    }

    /** As {@link #found(Account, IncidentSigns)}, of an event from an unknown place before which nothing stood. */
    public Incident found(Account account, Instant at, List<Anomaly> anomalies, boolean rejected) {
        return found(account, new IncidentSigns(at, anomalies, List.of(), "", rejected, !rejected));
    }

    /** Adds what was found in one event to the account's incident, or opens one, with all that stood before. */
    public Incident found(Account account, IncidentSigns signs) {
        Optional<Incident> before = current(account, signs.at());
        IncidentDelta part = IncidentDelta.found(newId(signs.at()), account, signs);
        return writer.hand(account, part)
                .flatMap(TrackedIncident::shown)
                .or(() -> part.from(before))
                .orElseThrow(() -> new IllegalArgumentException("expected at least one anomaly"));
    }

    /** A message of the account was held. */
    public Incident held(Incident incident, Instant at) {
        IncidentDelta part = IncidentDelta.held(incident.account(), at);
        return writer.hand(incident.account(), part)
                .flatMap(TrackedIncident::shown)
                .orElseGet(() -> incident.and(part));
    }

    /** A message of the account passed; counted until the first one is held. */
    public void passed(Incident incident) {
        if (incident.counts().heldMessages() == 0) {
            var unused = writer.hand(incident.account(), IncidentDelta.passed(incident.account()));
        }
    }

    /**
     * Takes an incident to another state, committed when this returns; empty when there is none of that id, or the step
     * is not legal. Not for threads that clients wait for; throws {@link StoreUnavailable}.
     */
    public Optional<Incident> become(String id, IncidentState next) {
        return store.find(id)
                .flatMap(found -> writer.commitNow(found.account(), current -> current.filter(incident ->
                                incident.id().equals(id) && incident.state().mayBecome(next))
                        .map(incident -> incident.in(next))));
    }

    /** Those about which not all was done yet that their workflows ask for. */
    public List<Incident> unanswered() {
        return view.all().stream().filter(Incident::unanswered).toList();
    }

    /**
     * All was done about it that its workflow asks for at that severity, unless somebody came in meanwhile; committed
     * when this returns. Not for threads that clients wait for; throws {@link StoreUnavailable}.
     *
     * @param as the incident that was answered, as it was then
     */
    public void answered(Incident as, Severity severity) {
        var unused = store.find(as.id())
                .flatMap(found -> writer.commitNow(found.account(), current -> current.filter(
                                incident -> incident.id().equals(as.id())
                                        && incident.inside().equals(as.inside()))
                        .map(incident -> incident.answeredAt(severity))));
    }

    /** Another node changed the account's incident: it is read again, after what waits to be written. */
    public void refresh(Account account) {
        var unused = writer.hand(account, new IncidentChange.Refresh());
    }

    /**
     * Reads all that are open or confirmed again, on this thread; what waits to be written stays. Not for threads that
     * clients wait for.
     *
     * @return false when they cannot be read: alarmed, and tried again by the writer
     */
    public boolean refreshAll() {
        return writer.read();
    }

    /** The store has lost what it kept: all that is current, as it is known here, is kept again. Returns at once. */
    public void keepAgain() {
        writer.keepAgain();
    }

    /** Waits until what was changed of the account is committed; false when it is not after that time. */
    public boolean settled(Account account, Duration most) {
        return view.settled(Optional.of(account), most);
    }

    /** As {@link #settled(Account, Duration)}, for all accounts. */
    public boolean settled(Duration most) {
        return view.settled(Optional.empty(), most);
    }

    /** How many changes were dropped because those of too many accounts waited, since this process began. */
    public long dropped() {
        return writer.dropped();
    }

    /** One incident, as it is kept; throws {@link StoreUnavailable}. */
    public Optional<Incident> find(String id) {
        return store.find(id);
    }

    /**
     * The account's incident that is open or confirmed, as it is kept when all that waits here for the account is
     * committed, too. Not for threads that clients wait for; throws {@link StoreUnavailable}.
     */
    public Optional<Incident> kept(Account account) {
        var unused = writer.commitNow(account, new IncidentChange.Refresh());
        return view.current(account);
    }

    /** How many of that severity are open or confirmed; throws {@link StoreUnavailable}. */
    public long countOpen(Severity severity, DomainFilter domains) {
        return store.countCurrent(severity, domains);
    }

    /** Those that fit, latest update first; throws {@link StoreUnavailable}. */
    public Page<Incident> page(IncidentQuery query) {
        return store.page(query);
    }

    // Sorts by time of the event; node and sequence keep apart what one millisecond opens.
    private String newId(Instant at) {
        return String.format(
                Locale.ROOT, "%011x-%x-%04x", at.toEpochMilli(), node, sequence.incrementAndGet() % SEQUENCES);
    }
}
