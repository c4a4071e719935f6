package io.mailwarden.engine.incident;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Incidents in memory, as long as the process lives: bounded, those that are over go first, then the oldest.
 */
public final class InMemoryIncidentStore implements IncidentStore {

    private static final Comparator<Incident> LATEST_FIRST =
            Comparator.comparing(Incident::updated).thenComparing(Incident::id).reversed();

    private final int most;
    private final TreeMap<String, Incident> incidents = new TreeMap<>();
    private final Map<Account, String> current = new HashMap<>();

    /**
     * An empty store.
     *
     * @param most incidents that it keeps, at least 1
     */
    public InMemoryIncidentStore(int most) {
        this.most = most;
    }

    @Override
    public synchronized void save(Incident incident) {
        incidents.put(incident.id(), incident);
        if (incident.over()) {
            current.remove(incident.account(), incident.id());
        } else {
            current.put(incident.account(), incident.id());
        }
        if (incidents.size() > most) {
            drop(incidents.values().stream().filter(Incident::over).findFirst().orElseGet(() -> incidents
                    .firstEntry()
                    .getValue()));
        }
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
    public synchronized long countCurrent(Severity severity) {
        return incidents.values().stream()
                .filter(incident -> !incident.over() && incident.severity() == severity)
                .count();
    }

    @Override
    public synchronized Page<Incident> page(IncidentQuery query) {
        List<Incident> fitting = incidents.values().stream()
                .filter(query::fits)
                .sorted(LATEST_FIRST)
                .dropWhile(incident ->
                        query.cursor().isPresent() && !after(query.cursor().get(), incident))
                .limit(query.limit() + 1L)
                .toList();
        boolean more = fitting.size() > query.limit();
        List<Incident> items = more ? fitting.subList(0, query.limit()) : fitting;
        return new Page<>(items, more ? Optional.of(cursor(items.get(items.size() - 1))) : Optional.empty());
    }

    private static boolean after(String cursor, Incident incident) {
        return cursor(incident).compareTo(cursor) < 0;
    }

    // Sorts as the list does, so that the next page begins at its place even when the incident has moved on.
    private static String cursor(Incident incident) {
        Instant updated = incident.updated();
        return "%012d.%09d-%s".formatted(updated.getEpochSecond(), updated.getNano(), incident.id());
    }
}
