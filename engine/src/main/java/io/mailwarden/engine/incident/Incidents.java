package io.mailwarden.engine.incident;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens, merges and closes the cases. One case for an account at a time; what is found while it is not over joins it.
 * Callers hold the monitor of the account's profile, so that two events of one account come in turn. Thread-safe across
 * accounts.
 */
public final class Incidents {

    private static final Logger LOGGER = LoggerFactory.getLogger(Incidents.class);

    private final IncidentStore store;
    private final Duration quietTime;
    private final AtomicLong sequence = new AtomicLong();

    /**
     * Keeps them there.
     *
     * @param quietTime a suspected incident that nobody reviewed lapses after so long without anything new
     */
    public Incidents(IncidentStore store, Duration quietTime) {
        this.store = store;
        this.quietTime = quietTime;
    }

    /** The account's incident that is open or confirmed; one whose quiet time has passed lapses here. */
    public Optional<Incident> current(Account account, Instant at) {
        Optional<Incident> found = store.current(account);
        return found.isEmpty() || lapsed(found.get(), at) ? Optional.empty() : found;
    }

    /** Whether something critical stands against the account, or an administrator has confirmed it. */
    public boolean doubts(Account account, Instant at) {
        return current(account, at)
                .filter(incident ->
                        incident.severity() == Severity.CRITICAL || incident.state() == IncidentState.CONFIRMED)
                .isPresent();
    }

    private boolean lapsed(Incident incident, Instant at) {
        boolean lapsed = incident.state() == IncidentState.OPEN
                && incident.severity() == Severity.SUSPECTED
                && incident.updated().plus(quietTime).isBefore(at);
        if (lapsed) {
            store.save(incident.in(IncidentState.LAPSED));
        }
        return lapsed;
    }

    /**
     * Adds what was found in one event to the account's incident, or opens one.
     *
     * @param rejected whether the event was a login that was denied
     */
    public Incident found(Account account, Instant at, List<Anomaly> anomalies, boolean rejected) {
        Optional<Incident> before = current(account, at);
        Incident after =
                before.orElseGet(() -> Incident.open(newId(at), account, at)).with(anomalies, at, rejected);
        store.save(after);
        tell(before, after);
        return after;
    }

    // Told once when it opens and once when it becomes critical; the rest is counted.
    private static void tell(Optional<Incident> before, Incident after) {
        if (before.map(Incident::severity).filter(after.severity()::equals).isEmpty()) {
            LOGGER.warn(
                    "incident {} {} account={} found: {}",
                    after.id(),
                    after.severity().label(),
                    after.account(),
                    after.findings().stream()
                            .map(finding -> finding.gravest().type() + ": "
                                    + finding.gravest().explanation())
                            .toList());
        }
    }

    /** A message of the account was held. */
    public Incident held(Incident incident, Instant at) {
        Incident after = incident.held(at);
        store.save(after);
        return after;
    }

    /** A message of the account passed; counted until the first one is held. */
    public void passed(Incident incident) {
        if (incident.heldMessages() == 0) {
            store.save(incident.passed());
        }
    }

    /** Takes an incident to another state; empty when there is none of that id, or the step is not legal. */
    public Optional<Incident> become(String id, IncidentState next) {
        Optional<Incident> changed = store.find(id)
                .filter(incident -> incident.state().mayBecome(next))
                .map(incident -> incident.in(next));
        changed.ifPresent(incident -> {
            store.save(incident);
            LOGGER.info("incident {} {} account={}", incident.id(), next.label(), incident.account());
        });
        return changed;
    }

    /** One incident. */
    public Optional<Incident> find(String id) {
        return store.find(id);
    }

    /** How many of that severity are open or confirmed. */
    public long countOpen(Severity severity) {
        return store.countCurrent(severity);
    }

    /** Those that fit, latest update first. */
    public Page<Incident> page(IncidentQuery query) {
        return store.page(query);
    }

    // Sorts by time of the event; the sequence keeps apart what one millisecond opens.
    private String newId(Instant at) {
        return "%011x-%04x".formatted(at.toEpochMilli(), sequence.incrementAndGet() & 0xFFFF);
    }
}
