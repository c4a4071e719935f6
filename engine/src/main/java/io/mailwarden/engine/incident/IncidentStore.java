package io.mailwarden.engine.incident;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import java.util.Optional;

/**
 * Port to where incidents are kept. An account has at most one that is not over (open or confirmed). Thread-safe.
 */
public interface IncidentStore {

    /** Keeps the incident, instead of the one with its id if there is one. */
    void save(Incident incident);

    /** The incident of that id. */
    Optional<Incident> find(String id);

    /** The account's incident that is open or confirmed. */
    Optional<Incident> current(Account account);

    /** How many of that severity are open or confirmed. */
    long countCurrent(Severity severity);

    /** Those that fit, latest update first. */
    Page<Incident> page(IncidentQuery query);
}
