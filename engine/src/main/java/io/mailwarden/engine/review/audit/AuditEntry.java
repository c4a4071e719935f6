package io.mailwarden.engine.review.audit;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.PageCursor;
import java.time.Instant;
import java.util.Optional;

/**
 * What an administrator did, or was refused: one line of the trail. Never changed afterwards.
 *
 * @param id unique
 * @param at when
 * @param actor who: a console user, the name in James's JWT, or token
 * @param from the address that asked
 * @param action what was asked for, such as incident-confirm
 * @param target what it was done to: the path of the request, with its parameters
 * @param account whom it concerns, where that is one
 * @param deed what came of it
 */
public record AuditEntry(
        String id,
        Instant at,
        String actor,
        String from,
        String action,
        String target,
        Optional<Account> account,
        Deed deed) {

    /**
     * What came of an action.
     *
     * @param outcome done, or refused with the status of HTTP, such as refused-409
     * @param why what the administrator gave as reason; empty when nothing
     * @param before what held before, where it can be told
     * @param after what holds now: what was sent or what came of it
     */
    public record Deed(String outcome, String why, String before, String after) {}

    /** Where the entry stands in the list. */
    public PageCursor place() {
        return new PageCursor(at, id);
    }
}
