package io.mailwarden.engine.incident;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Incidents in memory, as long as the process lives: bounded, those that are over go first, then the oldest.
 */
public final class InMemoryIncidentStore implements IncidentStore {

    private final int most;
    private final TreeMap<String, Incident> incidents = new TreeMap<>();
    private final Map<Account, String> current = new HashMap<>();

    /**
     * An empty store with room for so many incidents.
     *
     * @param most incidents that it keeps, at least 1
     */
    public InMemoryIncidentStore(int most) {
        this.most = most;
    }

    // The step is asked outside of the lock, as other stores do, so it may take its time.
    @Override
    public Optional<Incident> change(Account account, Transition step) {
        while (true) {
            Optional<Incident> before = current(account);
            Optional<Incident> after = step.from(before);
            if (after.isEmpty() || replace(account, before, after.get())) {
                return after;
            }
        }
    }

    private synchronized boolean replace(Account account, Optional<Incident> before, Incident after) {
        if (!current(account).equals(before)) {
            return false;
        }
        after.requireNext(account, before);
        if (before.isEmpty() && incidents.containsKey(after.id())) {
            throw new IllegalArgumentException("an incident has that id already: " + after.id());
        }
        incidents.put(after.id(), after);
        if (after.over()) {
            current.remove(account);
        } else {
            current.put(account, after.id());
        }
        if (incidents.size() > most) {
            drop(incidents.values().stream().filter(Incident::over).findFirst().orElseGet(() -> incidents
                    .firstEntry()
                    .getValue()));
        }
        return true;
    }

    @Override
    public int most() {
        return most;
    }

    private void drop(Incident incident) {
        incidents.remove(incident.id());
        current.remove(incident.account(), incident.id());
    }

    @Override
    public synchronized Optional<Incident> find(String id) {
        return Optional.ofNullable(incidents.get(id));
    }

    @Override
    public synchronized Optional<Incident> current(Account account) {
        String id = current.get(account);
        return id == null ? Optional.empty() : Optional.ofNullable(incidents.get(id));
    }

    @Override
    public synchronized List<Incident> current() {
        return incidents.values().stream().filter(incident -> !incident.over()).toList();
    }

    @Override
    public synchronized long countCurrent(Severity severity, DomainFilter domains) {
        return current().stream()
                .filter(incident -> incident.severity() == severity
                        && domains.include(incident.account().domain()))
                .count();
    }

    @Override
    public synchronized Page<Incident> page(IncidentQuery query) {
        return Page.newestFirst(
                incidents.values().stream().filter(query.filter()::fits),
                IncidentQuery::place,
                query.cursor(),
                query.limit());
    }
}
