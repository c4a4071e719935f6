package io.mailwarden.engine.response.journal;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One message that an account sent and that went on.
 *
 * @param id names it; made by {@link #nextId}, so that ids sort by time
 * @param account who submitted it
 * @param at when it went on, in microseconds
 * @param messageId Message-ID header as it was submitted; empty when there was none
 * @param sender envelope sender, lower case; empty for the null sender
 * @param recipients envelope recipients, lower case, each once
 * @param subject decoded subject, cut
 * @param bytes size of the whole message
 * @param fingerprint {@link io.mailwarden.engine.event.Fingerprint} of its visible text; empty for texts of few words
 * @param likeness digest of its links, attachments and subject, for texts of few words; empty when it has neither link nor
 *     attachment
 * @param digest of its bytes, hexadecimal: tells the message from every other
 * @param blob where its bytes are, for whoever keeps them
 */
public record JournalEntry(
        String id,
        Account account,
        Instant at,
        String messageId,
        String sender,
        List<String> recipients,
        String subject,
        long bytes,
        OptionalLong fingerprint,
        String likeness,
        String digest,
        String blob) {

    private static final long LATEST = 9_999_999_999_999L;

    public JournalEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
        recipients = List.copyOf(recipients);
    }

    /** A new id for what went on then; no two are the same. Safe in URLs and file names. */
    public static String nextId(Instant at) {
        return before(at) + UUID.randomUUID().toString().replace("-", "").substring(8);
    }

    /** Sorts before every id of that millisecond and of later ones, and behind every id of earlier ones. */
    public static String before(Instant at) {
        // Plain digits: a format costs more than all else that is done for an id.
        long padded = LATEST + 1 + Math.max(0, Math.min(LATEST, at.toEpochMilli()));
        return Long.toString(padded).substring(1) + '-';
    }
}
