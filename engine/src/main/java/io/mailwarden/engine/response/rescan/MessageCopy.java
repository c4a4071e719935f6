package io.mailwarden.engine.response.rescan;

import java.util.Locale;

/**
 * Where one copy of a malicious message was, and what was done with it.
 *
 * @param place where it was
 * @param who whose copy: a recipient's address, or an account's name
 * @param treatment what was done
 * @param detail in words: which queue or mailbox, under which id it is in quarantine, why it failed; may be empty
 */
public record MessageCopy(Location place, String who, Treatment treatment, String detail) {

    /** The kind of place where a copy of a message was found. */
    public enum Location {
        /** In a queue of the server, on its way out or in. */
        QUEUE,
        /** In a mailbox of a local account. */
        MAILBOX,
        /** It has left the server, as far as can be told: it is neither in a queue nor in a local mailbox. */
        LEFT,
        /** Held for review. */
        HELD;

        /** The name in the API and the store: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What was done with a copy. */
    public enum Treatment {
        /** Nothing: the re-scan only reports. */
        REPORTED,
        /** It was put into quarantine and taken away from where it was. */
        QUARANTINED,
        /** Nothing can be done here but to warn whoever got it. */
        OUT_OF_REACH,
        /** It was in quarantine before, and an administrator let it go: it is left alone. */
        RELEASED,
        /** It could not be taken; the next re-scan tries again. */
        FAILED;

        /** The name in the API and the store: lower case, with hyphens. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether this copy is dealt with for good. */
    public boolean settled() {
        return treatment == Treatment.QUARANTINED;
    }
}
