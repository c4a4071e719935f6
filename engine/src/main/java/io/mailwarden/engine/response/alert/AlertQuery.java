package io.mailwarden.engine.response.alert;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.PageCursor;
import io.mailwarden.engine.support.Require;
import java.util.Optional;

/**
 * Which alerts of the outbox to show; what is empty does not narrow.
 *
 * @param domains whose accounts'; for some, none that concerns no account
 * @param state where it stands
 * @param limit most items in the page, 1 to {@value Page#MAX_LIMIT}
 * @param cursor as the page before gave it
 */
public record AlertQuery(
        DomainFilter domains, Optional<AlertRow.AlertState> state, int limit, Optional<String> cursor) {

    public AlertQuery {
        Require.within(limit, 1, Page.MAX_LIMIT, "alerts");
    }

    /** All of them, up to the limit. */
    public static AlertQuery latest(int limit) {
        return new AlertQuery(DomainFilter.ALL, Optional.empty(), limit, Optional.empty());
    }

    /** Where the alert stands in the list. */
    public static PageCursor place(AlertRow row) {
        return new PageCursor(row.raised(), row.id());
    }

    /** Whether the alert is one of those asked for; limit and cursor apart. */
    boolean fits(AlertRow row) {
        return domains.include(row.alert().account().map(Account::domain).orElse(""))
                && state.filter(wanted -> wanted != row.state()).isEmpty();
    }
}
