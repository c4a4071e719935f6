package io.mailwarden.mailet.journal;

import io.mailwarden.engine.response.journal.JournalEntry;
import java.io.IOException;
import java.io.InputStream;

/**
 * Tells whether two copies are of one message: SHA-256 over what delivery does not change. That is the first
 * Message-ID, From, Date and Subject header, and the body. Mail servers add, reorder and take away other headers (RFC
 * 5321 4.4, 7.2), so those do not count; nor do line ends, blanks where a header is folded, and line ends at the very
 * end. A message that was submitted without Message-ID is told apart without one, for a server may add it later. Two
 * messages of different senders that share Message-ID and subject are two: a stranger who copies both still has another
 * From, date or body, or it is the same message. One that was submitted without Date is told apart without one, for
 * James gives one to a copy that it splits off.
 *
 * @param messageId the Message-ID header, unfolded; empty when there is none
 * @param asItIs the digests when the Date counts
 * @param undated the digests as they would be without Date header; the same when there is none, or nobody asks
 */
public record MessageIdentity(String messageId, Digests asItIs, Digests undated) {

    /**
     * What tells messages apart, hexadecimal.
     *
     * @param withMessageId the digest when the Message-ID counts
     * @param withoutMessageId the digest when it does not
     */
    public record Digests(String withMessageId, String withoutMessageId) {

        private boolean isOf(JournalEntry entry) {
            return entry.hashes().digest().equals(entry.messageId().isEmpty() ? withoutMessageId : withMessageId);
        }
    }

    private static final int PIECE = 1 << 13;

    /** Of a message; reads it to its end and does not close it. */
    public static MessageIdentity of(InputStream message) throws IOException {
        MessageDigester digester = MessageDigester.ofCopy();
        byte[] piece = new byte[PIECE];
        for (int read = message.read(piece); read >= 0; read = message.read(piece)) {
            digester.update(piece, 0, read);
        }
        return digester.identity();
    }

    /** What stands for the message in the journal. */
    public String digest() {
        return messageId.isEmpty() ? asItIs.withoutMessageId() : asItIs.withMessageId();
    }

    /** Whether this is a copy of that message. */
    public boolean isCopyOf(JournalEntry entry) {
        // The digest of a message with a Date is never that of one without.
        return asItIs.isOf(entry) || undated.isOf(entry);
    }
}
