package io.mailwarden.engine.response.journal;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.MessageSummary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One message that an account sent and that went on.
 *
 * @param id names it; made by {@link #nextId}, so that ids sort by time
 * @param account who submitted it
 * @param at when it went on, in microseconds
 * @param messageId Message-ID header as it was submitted; empty when there was none
 * @param summary what it is; its addresses are lower case, and each recipient is there once
 * @param hashes what it is recognized by
 * @param blob where its bytes are, for whoever keeps them
 */
public record JournalEntry(
        String id,
        Account account,
        Instant at,
        String messageId,
        MessageSummary summary,
        ContentHashes hashes,
        String blob) {

    /**
     * What a message is recognized by, when it is seen again or when one like it is.
     *
     * @param fingerprint {@link io.mailwarden.engine.event.Fingerprint} of the visible text; empty for texts of few
     *     words
     * @param likeness digest of the links, attachments and subject, for texts of few words; empty when it has neither
     *     link nor attachment
     * @param digest SHA-256 over what delivery does not change, hexadecimal
     */
    public record ContentHashes(OptionalLong fingerprint, String likeness, String digest) {

        /** Nothing to recognize it by. */
        public static final ContentHashes NONE = new ContentHashes(OptionalLong.empty(), "", "");
    }

    private static final long LATEST = 9_999_999_999_999L;

    public JournalEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
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
