package io.mailwarden.engine.response.journal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells whether two copies are of one message: SHA-256 over what delivery does not change. That is the first Message-ID,
 * From, Date and Subject header, and the body. Mail servers add, reorder and take away other headers (RFC 5321 4.4, 7.2), so
 * those do not count; nor do line ends, blanks where a header is folded, and line ends at the very end. A message that was
 * submitted without Message-ID is told apart without one, for a server may add it later. Two messages of different senders
 * that share Message-ID and subject are two: a stranger who copies both still has another From, date or body, or it is the
 * same message.
 *
 * @param messageId the Message-ID header, unfolded; empty when there is none
 * @param withMessageId the digest when the Message-ID counts, hexadecimal
 * @param withoutMessageId the digest when it does not, hexadecimal
 */
public record MessageIdentity(String messageId, String withMessageId, String withoutMessageId) {

    private static final String MESSAGE_ID = "message-id";
    private static final List<String> COUNTED = List.of("date", "from", "subject");

    // What a line of a hostile header may add to memory; the rest of the line does not count.
    private static final int LONGEST_LINE = 100_000;
    private static final int LONGEST_FIELD = 1_000_000;

    /** Of a message; reads it to its end and does not close it. */
    public static MessageIdentity of(InputStream message) throws IOException {
        BufferedInputStream in = new BufferedInputStream(message, 1 << 13);
        Map<String, String> fields = fields(in);
        String messageId = fields.getOrDefault(MESSAGE_ID, "");
        MessageDigest digest = sha256();
        for (String name : COUNTED) {
            digest.update((name + ":" + fields.getOrDefault(name, "") + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        body(in, digest);
        byte[] without = digest.digest();
        digest.update(without);
        digest.update(messageId.getBytes(StandardCharsets.ISO_8859_1));
        HexFormat hex = HexFormat.of();
        return new MessageIdentity(messageId, hex.formatHex(digest.digest()), hex.formatHex(without));
    }

    /** What stands for the message in the journal. */
    public String digest() {
        return messageId.isEmpty() ? withoutMessageId : withMessageId;
    }

    /** Whether this is a copy of that message. */
    public boolean isCopyOf(JournalEntry entry) {
        return entry.digest().equals(entry.messageId().isEmpty() ? withoutMessageId : withMessageId);
    }

    private static Map<String, String> fields(BufferedInputStream in) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        StringBuilder field = new StringBuilder();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            if (!folded) {
                keep(field, fields);
            }
            if (field.length() < LONGEST_FIELD) {
                field.append(line);
            }
        }
        keep(field, fields);
        return fields;
    }

    private static void keep(StringBuilder field, Map<String, String> fields) {
        int colon = field.indexOf(":");
        if (colon > 0) {
            String name = field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            if (name.equals(MESSAGE_ID) || COUNTED.contains(name)) {
                fields.putIfAbsent(name, field.substring(colon + 1).strip().replaceAll("\\s+", " "));
            }
        }
        field.setLength(0);
    }

    // Empty at the end of the header, and of the message.
    private static String line(BufferedInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r' && line.length() < LONGEST_LINE) {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static void body(BufferedInputStream in, MessageDigest digest) throws IOException {
        byte[] from = new byte[1 << 13];
        byte[] to = new byte[from.length];
        long blankLines = 0;
        for (int read = in.read(from); read >= 0; read = in.read(from)) {
            int filled = 0;
            for (int i = 0; i < read; i++) {
                if (from[i] == '\n') {
                    blankLines++;
                } else if (from[i] != '\r') {
                    digest.update(to, 0, filled);
                    filled = 0;
                    for (; blankLines > 0; blankLines--) {
                        digest.update((byte) '\n');
                    }
                    to[filled++] = from[i];
                }
            }
            digest.update(to, 0, filled);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
