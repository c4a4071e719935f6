package io.mailwarden.engine.response.held;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.MessageSummary;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision.HeldKind;
import io.mailwarden.engine.support.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * A message that waits for review, or did. Text is made fit to be stored and shown.
 *
 * @param key names it
 * @param state where it stands
 * @param heldAt since when it is kept, in microseconds
 * @param summary what it is; it goes to these recipients when it is released
 * @param decision why it is kept
 * @param origin where it was taken from
 * @param expires when it is deleted at the earliest; empty when it is not, or when that is not known here
 */
public record HeldMessage(
        Key key,
        HeldState state,
        Instant heldAt,
        MessageSummary summary,
        HoldDecision decision,
        String origin,
        Optional<Instant> expires) {

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

    /** Where a message comes from that was held before it went anywhere. */
    public static final String SUBMITTED = "submission";

    private static final int LONGEST_ORIGIN = 1000;

    /** The state of a held message. */
    public enum HeldState {
        /** For review. */
        WAITING,
        /** Somebody let it go; it is on its way to where it is let through once. */
        RELEASING,
        /** Let through, once. */
        RELEASED,
        /** Destroyed by an administrator. */
        DELETED,
        /** Destroyed when its time was over. */
        EXPIRED,
        /** Taken out of the repository by somebody else. */
        GONE;

        /** The name in the store: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Names a message.
     *
     * @param account whose message it is: who submitted it
     * @param id of the message, in the API
     */
    public record Key(Account account, String id) {}

    public HeldMessage {
        heldAt = heldAt.truncatedTo(ChronoUnit.MICROS);
        summary = summary.printable();
        origin = Text.printable(origin, LONGEST_ORIGIN);
    }

    /** Names it in the API. */
    public String id() {
        return key.id();
    }

    /** Whose message it is: who submitted it. */
    public Account account() {
        return key.account();
    }

    /** The same, which is deleted at that time at the earliest. */
    public HeldMessage expiring(Optional<Instant> at) {
        return new HeldMessage(key, state, heldAt, summary, decision, origin, at);
    }

    /** The same in another state. */
    HeldMessage in(HeldState next) {
        return new HeldMessage(key, next, heldAt, summary, decision, origin, expires);
    }

    /** The same message, quarantined because it was found malicious. */
    public HeldMessage quarantined(String why, Optional<String> because) {
        HoldDecision malicious = new HoldDecision(HeldKind.QUARANTINED, why, because.or(decision::incident));
        return new HeldMessage(key, state, heldAt, summary, malicious, origin, expires);
    }
}
