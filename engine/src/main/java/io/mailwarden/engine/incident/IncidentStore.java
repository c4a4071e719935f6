package io.mailwarden.engine.incident;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.StoreUnavailable;
import java.util.List;
import java.util.Optional;

/**
 * Port to where incidents are kept. An account has at most one that is not over (open or confirmed), across all nodes.
 * Thread-safe. Every method throws {@link StoreUnavailable} when the store cannot be reached, and may take its time.
 */
public interface IncidentStore {

    /** What becomes of an account's current incident. Pure: it may be asked again when another node was faster. */
    @FunctionalInterface
    interface Transition {

        /**
         * The incident as it is to be kept, with the same id or, where there is none, a new one; empty for no change.
         */
        Optional<Incident> from(Optional<Incident> current);

        /** What the account's incident was before the step, by what the store has of it. */
        default Optional<Incident> before(Optional<Incident> current) {
            return current;
        }
    }

    /**
     * Takes the account's current incident a step further, or opens one, as one change that no other comes between; it
     * is kept when this returns.
     *
     * @return what is kept now; empty when the step changed nothing
     */
    Optional<Incident> change(Account account, Transition step);

    /** The incident of that id. */
    Optional<Incident> find(String id);

    /** The account's incident that is open or confirmed. */
    Optional<Incident> current(Account account);

    /** All that are open or confirmed. */
    List<Incident> current();

    /** How many of that severity, of accounts of these domains, are open or confirmed. */
    long countCurrent(Severity severity, DomainFilter domains);

    /** How many of that severity are open or confirmed. */
    default long countCurrent(Severity severity) {
        return countCurrent(severity, DomainFilter.ALL);
    }

    /** Those that fit, latest update first. */
    Page<Incident> page(IncidentQuery query);

    /** How many it keeps at least, before it forgets those that are over and then the oldest. */
    default int most() {
        return Integer.MAX_VALUE;
    }
}
