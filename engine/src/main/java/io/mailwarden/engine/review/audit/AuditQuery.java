package io.mailwarden.engine.review.audit;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import java.time.Instant;
import java.util.Optional;

/**
 * Which lines of the trail to show; what is empty does not narrow.
 *
 * @param domains whose accounts'; for some, none that concerns no account
 * @param since at or after
 * @param actor who did it, as the trail has the name
 * @param action what was done, such as incident-confirm
 * @param account whom it concerns
 * @param limit most items in the page, 1 to {@value Page#MAX_LIMIT}
 * @param cursor as the page before gave it
 */
public record AuditQuery(
        DomainFilter domains,
        Optional<Instant> since,
        Optional<String> actor,
        Optional<String> action,
        Optional<Account> account,
        int limit,
        Optional<String> cursor) {

    public AuditQuery {
        Page.requireLimit(limit);
    }

    /** Whether the entry is one of those asked for; limit and cursor apart. */
    public boolean fits(AuditEntry entry) {
        return domains.include(entry.account().map(Account::domain).orElse(""))
                && since.filter(entry.at()::isBefore).isEmpty()
                && actor.filter(wanted -> !wanted.equals(entry.actor())).isEmpty()
                && action.filter(wanted -> !wanted.equals(entry.action())).isEmpty()
                && account.filter(wanted -> !entry.account().equals(Optional.of(wanted)))
                        .isEmpty();
    }
}
