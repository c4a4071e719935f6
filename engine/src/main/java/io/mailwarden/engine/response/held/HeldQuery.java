package io.mailwarden.engine.response.held;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision.HeldKind;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.PageCursor;
import java.util.Locale;
import java.util.Optional;

/**
 * Which of the waiting messages to show; what is empty does not narrow.
 *
 * @param domains whose accounts'
 * @param account whose
 * @param incident id of theirs
 * @param recipient one of the envelope, in any case
 * @param subject what the subject contains, in any case
 * @param kind why they are kept
 * @param limit most items in the page, 1 to {@value Page#MAX_LIMIT}
 * @param cursor as the page before gave it
 */
public record HeldQuery(
        DomainFilter domains,
        Optional<Account> account,
        Optional<String> incident,
        Optional<String> recipient,
        Optional<String> subject,
        Optional<HeldKind> kind,
        int limit,
        Optional<String> cursor) {

    public HeldQuery {
        Page.requireLimit(limit);
        recipient = recipient.map(text -> text.toLowerCase(Locale.ROOT));
        subject = subject.map(text -> text.toLowerCase(Locale.ROOT));
    }

    /** All of them, up to the limit. */
    public static HeldQuery newest(int limit) {
        return firstPage(Optional.empty(), Optional.empty(), limit);
    }

    /** A query for the held mail of that account. */
    public static HeldQuery of(Account account, int limit) {
        return firstPage(Optional.of(account), Optional.empty(), limit);
    }

    /** A query for the mail held because of that incident. */
    public static HeldQuery ofIncident(String incident, int limit) {
        return firstPage(Optional.empty(), Optional.of(incident), limit);
    }

    /** A query for all mail held because of that incident, page by page, in the longest pages that there are. */
    static HeldQuery ofIncident(String incident, Optional<String> cursor) {
        return new HeldQuery(
                DomainFilter.ALL,
                Optional.empty(),
                Optional.of(incident),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Page.MAX_LIMIT,
                cursor);
    }

    private static HeldQuery firstPage(Optional<Account> account, Optional<String> incident, int limit) {
        return new HeldQuery(
                DomainFilter.ALL,
                account,
                incident,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit,
                Optional.empty());
    }

    /** Where the message stands in the list. */
    public static PageCursor place(HeldMessage message) {
        return new PageCursor(message.heldAt(), message.id());
    }

    /** Whether the message is one of those asked for; limit and cursor apart. */
    boolean fits(HeldMessage message) {
        return domains.include(message.account().domain())
                && account.filter(wanted -> !wanted.equals(message.account())).isEmpty()
                && kind.filter(wanted -> wanted != message.decision().kind()).isEmpty()
                && incident.filter(wanted -> !message.decision().incident().equals(Optional.of(wanted)))
                        .isEmpty()
                && recipient
                        .filter(wanted -> message.summary().recipients().stream()
                                .noneMatch(one -> one.toLowerCase(Locale.ROOT).equals(wanted)))
                        .isEmpty()
                && subject.filter(wanted -> !message.summary()
                                .subject()
                                .toLowerCase(Locale.ROOT)
                                .contains(wanted))
                        .isEmpty();
    }
}
