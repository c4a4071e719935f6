package io.mailwarden.engine.response.block;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One reason for which an account may not use the doors as it likes. An account may have several; the strictest holds.
 * Immutable.
 *
 * @param id unique; the same block set twice has the same id
 * @param account whom it concerns
 * @param restriction what it forbids; never none
 * @param cause why, and by whom
 * @param since when it was set, to the microsecond
 * @param until when it lapses by itself, to the microsecond; empty for never
 */
public record Block(
        String id, Account account, Restriction restriction, BlockCause cause, Instant since, Optional<Instant> until) {

    /** Throws IllegalArgumentException for a block that forbids nothing or ends before it begins. */
    public Block {
        since = since.truncatedTo(ChronoUnit.MICROS);
        until = until.map(end -> end.truncatedTo(ChronoUnit.MICROS));
        if (restriction == Restriction.NONE) {
            throw new IllegalArgumentException("expected a block to forbid something");
        }
        if (until.isPresent() && !until.get().isAfter(since)) {
            throw new IllegalArgumentException("expected a block to end after it begins: " + until.get());
        }
    }

    /** Whether it holds at that time: it was not lifted, and has not lapsed. */
    boolean holds(Instant at) {
        return until.isEmpty() || until.get().isAfter(at);
    }
}
