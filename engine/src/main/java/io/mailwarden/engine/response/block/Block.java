package io.mailwarden.engine.response.block;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.Text;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
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

    /**
     * Why an account is blocked, and by whom.
     *
     * @param reason why, for administrators; at most {@value #LONGEST} characters, longer ones are cut
     * @param author who set the block
     * @param by the administrator's name, what was found, or that of the owner's notice; may be empty
     * @param incident the incident that the block answers; empty when there is none
     */
    public record BlockCause(String reason, Author author, String by, Optional<String> incident) {

        /** The most characters of a reason. */
        public static final int LONGEST = 500;

        /** Who sets blocks. */
        public enum Author {
            /** Mailwarden, as a workflow says. */
            DETECTOR,
            /** A person. */
            ADMINISTRATOR,
            /** The account's owner, by the link of a notice. */
            OWNER;

            /** The name in the API: lower case. */
            public String label() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        public BlockCause {
            reason = Text.printable(reason, LONGEST);
            by = Text.printable(by, LONGEST);
        }

        /** What that administrator says. */
        public static BlockCause administrator(String name, String reason) {
            return new BlockCause(reason, Author.ADMINISTRATOR, name, Optional.empty());
        }
    }

    /** How far a block that was set is known. */
    public enum Reach {
        /** Committed: it holds on all nodes within a second. */
        SHARED,
        /** It holds on this node, also after a restart, and on the others when the store is back. */
        THIS_NODE,
        /** It holds on this node as long as the process lives, and is shared when the store is back. */
        THIS_PROCESS
    }

    /**
     * A block that was set and holds, and how far that is known.
     *
     * @param reach on which nodes, and for how long
     */
    public record SetBlock(Block block, Reach reach) {}

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
