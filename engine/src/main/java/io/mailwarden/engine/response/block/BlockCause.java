package io.mailwarden.engine.response.block;

import io.mailwarden.engine.support.Text;
import java.util.Locale;
import java.util.Optional;

/**
 * Why an account is blocked, and by whom.
 *
 * @param reason why, for administrators; at most {@value #LONGEST} characters, longer ones are cut
 * @param author who set the block
 * @param by the administrator's name, or what was found; may be empty
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
        ADMINISTRATOR;

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
