package io.mailwarden.engine.response.block;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.PageCursor;
import java.util.Optional;

/**
 * Which of the blocks in force to show; what is empty does not narrow.
 *
 * @param domains whose accounts'
 * @param account whose
 * @param limit most items in the page, 1 to {@value Page#MAX_LIMIT}
 * @param cursor as the page before gave it
 */
public record BlockQuery(DomainFilter domains, Optional<Account> account, int limit, Optional<String> cursor) {

    public BlockQuery {
        Page.requireLimit(limit);
    }

    /** Where the block stands in the list. */
    static PageCursor place(Block block) {
        return new PageCursor(block.since(), block.id());
    }

    boolean fits(Block block) {
        return domains.include(block.account().domain())
                && account.filter(wanted -> !wanted.equals(block.account())).isEmpty();
    }
}
