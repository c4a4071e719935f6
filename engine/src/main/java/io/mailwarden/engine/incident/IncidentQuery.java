package io.mailwarden.engine.incident;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.PageCursor;
import java.time.Instant;
import java.util.Optional;

/**
 * Which incidents to show; what is empty does not narrow.
 *
 * @param severity of the incident
 * @param type of one of its findings, such as impossible-travel
 * @param state where it stands
 * @param account whose
 * @param since updated at or after
 * @param limit most items in the page, 1 to {@value Page#MAX_LIMIT}
 * @param cursor as the page before gave it
 */
public record IncidentQuery(
        Optional<Severity> severity,
        Optional<String> type,
        Optional<IncidentState> state,
        Optional<Account> account,
        Optional<Instant> since,
        int limit,
        Optional<String> cursor) {

    public IncidentQuery {
        Page.requireLimit(limit);
    }

    /** Where the incident stands in the list: the next page begins at its place even when it has moved on. */
    public static PageCursor place(Incident incident) {
        return new PageCursor(incident.updated(), incident.id());
    }

    /** Whether the incident is one of those asked for; limit and cursor apart. */
    boolean fits(Incident incident) {
        return severity.filter(wanted -> wanted != incident.severity()).isEmpty()
                && state.filter(wanted -> wanted != incident.state()).isEmpty()
                && account.filter(wanted -> !wanted.equals(incident.account())).isEmpty()
                && since.filter(from -> incident.updated().isBefore(from)).isEmpty()
                && type.filter(wanted -> !incident.has(wanted)).isEmpty();
    }

    /** All of them, up to the limit. */
    public static IncidentQuery latest(int limit) {
        return new IncidentQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit,
                Optional.empty());
    }
}
