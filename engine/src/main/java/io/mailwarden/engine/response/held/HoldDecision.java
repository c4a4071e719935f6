package io.mailwarden.engine.response.held;

import io.mailwarden.engine.support.Text;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a message is kept.
 *
 * @param kind why it is here
 * @param reason the verdict's explanation, or what the scanner found
 * @param incident id of the incident that it belongs to; empty when there is none
 */
public record HoldDecision(HeldKind kind, String reason, Optional<String> incident) {

    private static final int LONGEST_REASON = 1000;

    /** Why a message is kept. */
    public enum HeldKind {
        /** Waits for review, untouched. */
        HELD,
        /** Found malicious by the scanner, after it went on. */
        QUARANTINED;

        /** In the API and in the store. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public HoldDecision {
        reason = Text.printable(reason, LONGEST_REASON);
    }
}
