package io.mailwarden.engine.review.casework;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.StoreUnavailable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Port to what administrators write about incidents, and who works on them. Every change is kept when the method
 * returns. Thread-safe. Every method throws {@link StoreUnavailable} when the store cannot be reached.
 */
public interface CaseworkStore {

    /**
     * Keeps it; one of that id that is there already stays.
     *
     * @param most how many an incident has at most
     * @return false when it has that many already
     */
    boolean add(IncidentComment comment, int most);

    /** The comments on an incident, in time. */
    List<IncidentComment> comments(Account account, String incident);

    /**
     * Notes who works on an incident from now on.
     *
     * @param assignee a name of at most {@value Account#MAX_LENGTH} characters; empty for nobody
     */
    void assign(Account account, String incident, Optional<String> assignee);

    /** Who works on these incidents, by their ids; nothing of those on which nobody does. */
    Map<String, String> assignees(Collection<String> incidents);
}
