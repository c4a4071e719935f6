package io.mailwarden.engine.incident;

import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.PageCursor;
import java.util.Optional;

/**
 * Which incidents to show, and which part of the list of them.
 *
 * @param filter which of them
 * @param limit most items in the page, 1 to {@value Page#MAX_LIMIT}
 * @param cursor as the page before gave it
 */
public record IncidentQuery(IncidentFilter filter, int limit, Optional<String> cursor) {

    public IncidentQuery {
        Page.requireLimit(limit);
    }

    /** Where the incident stands in the list: the next page begins at its place even when it has moved on. */
    public static PageCursor place(Incident incident) {
        return new PageCursor(incident.updated(), incident.id());
    }

    /** All of them, up to the limit. */
    public static IncidentQuery latest(int limit) {
        return of(IncidentFilter.ALL, limit);
    }

    /** Those, up to the limit. */
    public static IncidentQuery of(IncidentFilter filter, int limit) {
        return new IncidentQuery(filter, limit, Optional.empty());
    }
}
