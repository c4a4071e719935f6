package io.mailwarden.engine.response.held;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A message that waits for review, or did. Text is made fit to be stored and shown.
 *
 * @param id names it in the API
 * @param account whose message it is: who submitted it
 * @param kind why it is here
 * @param state where it stands
 * @param heldAt since when it is kept, in microseconds
 * @param sender envelope sender; empty for the null sender
 * @param recipients envelope recipients that it goes to when it is released
 * @param subject decoded subject, cut
 * @param bytes size
 * @param reason the verdict's explanation, or what the scanner found
 * @param incident id of the incident that it belongs to; empty when there is none
 * @param origin where it was taken from
 * @param expires when it is deleted at the earliest; empty when it is not, or when that is not known here
 */
public record HeldMessage(
        String id,
        Account account,
        HeldKind kind,
        HeldState state,
        Instant heldAt,
        String sender,
        List<String> recipients,
        String subject,
        long bytes,
        String reason,
        Optional<String> incident,
        String origin,
        Optional<Instant> expires) {

    /** Where a message comes from that was held before it went anywhere. */
    public static final String SUBMITTED = "submission";

    private static final int LONGEST_ADDRESS = 320;
    private static final int LONGEST_TEXT = 1000;

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

    /** Where a message stands. */
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

        /** In the store. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Names a message where both are needed.
     *
     * @param account whose
     * @param id of the message
     */
    public record Key(Account account, String id) {}

    public HeldMessage {
        heldAt = heldAt.truncatedTo(ChronoUnit.MICROS);
        sender = Text.printable(sender, LONGEST_ADDRESS);
        recipients = recipients.stream()
                .map(one -> Text.printable(one, LONGEST_ADDRESS))
                .toList();
        subject = Text.printable(subject, LONGEST_TEXT);
        reason = Text.printable(reason, LONGEST_TEXT);
        origin = Text.printable(origin, LONGEST_TEXT);
    }

    /** Names it. */
    public Key key() {
        return new Key(account, id);
    }

    /** The same, which is deleted at that time at the earliest. */
    public HeldMessage expiring(Optional<Instant> at) {
        return new HeldMessage(
                id, account, kind, state, heldAt, sender, recipients, subject, bytes, reason, incident, origin, at);
    }

    /** The same in another state. */
    HeldMessage in(HeldState next) {
        return new HeldMessage(
                id, account, kind, next, heldAt, sender, recipients, subject, bytes, reason, incident, origin, expires);
    }

    /** The same, found malicious. */
    public HeldMessage quarantined(String why, Optional<String> because) {
        return new HeldMessage(
                id,
                account,
                HeldKind.QUARANTINED,
                state,
                heldAt,
                sender,
                recipients,
                subject,
                bytes,
                why,
                because.isPresent() ? because : incident,
                origin,
                expires);
    }
}
