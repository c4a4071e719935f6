package io.mailwarden.mailet.journal;

import io.mailwarden.mailet.journal.MessageIdentity.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes the {@link MessageIdentity} of a message whose bytes come piece by piece, so that it costs no reading of its
 * own. Not thread-safe.
 */
public final class MessageDigester {

    private static final String MESSAGE_ID = "message-id";
    private static final String DATE = "date";
    private static final List<String> COUNTED = List.of(DATE, "from", "subject");
    private static final int LONGEST_NAME = MESSAGE_ID.length();

    // What a hostile header may add to memory; the rest of the line, or field, does not count.
    private static final int LONGEST_LINE = 100_000;
    private static final int LONGEST_FIELD = 1_000_000;

    private static final int ROOM = 1 << 13;

    private final MessageDigest digest = sha256();
    private final boolean alsoUndated;

    // As if there were no Date header; the same as the other when there is none.
    private MessageDigest undated = digest;
    private final Map<String, String> fields = new HashMap<>();
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder field = new StringBuilder();
    private final byte[] counted = new byte[ROOM];
    private String name = "";
    private boolean inBody;
    private int filled;
    private long lineEnds;

    private MessageDigester(boolean alsoUndated) {
        this.alsoUndated = alsoUndated;
    }

    /** Of a message that is submitted: it is known by what it is. */
    public static MessageDigester ofSubmission() {
        return new MessageDigester(false);
    }

    /** Of what may be a copy: also by what it would be without Date, which costs a second digest. */
    static MessageDigester ofCopy() {
        return new MessageDigester(true);
    }

    /** The next bytes of the message. */
    public void update(byte[] bytes, int from, int length) {
        int end = from + length;
        int next = from;
        while (next < end && !inBody) {
            next = header(bytes, next, end);
        }
        body(bytes, next, end);
    }

    /** When all bytes are there; to be asked once. */
    public MessageIdentity identity() {
        if (!inBody) {
            endOfLine();
            beginBody();
        }
        countAll();
        String messageId = fields.getOrDefault(MESSAGE_ID, "");
        Digests asItIs = digests(digest, messageId);
        return new MessageIdentity(messageId, asItIs, undated == digest ? asItIs : digests(undated, messageId));
    }

    private static Digests digests(MessageDigest of, String messageId) {
        byte[] without = of.digest();
        of.update(without);
        of.update(messageId.getBytes(StandardCharsets.ISO_8859_1));
        HexFormat hex = HexFormat.of();
        return new Digests(hex.formatHex(of.digest()), hex.formatHex(without));
    }

    private void countAll() {
        digest.update(counted, 0, filled);
        if (undated != digest) {
            undated.update(counted, 0, filled);
        }
        filled = 0;
    }

    /** Takes what there is of one line; returns where the next one begins. */
    private int header(byte[] bytes, int from, int end) {
        int stop = from;
        while (stop < end && bytes[stop] != '\n') {
            stop++;
        }
        int room = Math.min(stop - from, LONGEST_LINE - line.length());
        line.append(new String(bytes, from, room, StandardCharsets.ISO_8859_1));
        if (stop == end) {
            return end;
        }
        endOfLine();
        return stop + 1;
    }

    private void endOfLine() {
        String text = line.toString().replace("\r", "");
        line.setLength(0);
        if (text.isEmpty()) {
            beginBody();
        } else if (text.charAt(0) != ' ' && text.charAt(0) != '\t') {
            endOfField();
            beginField(text);
        } else if (!name.isEmpty() && field.length() < LONGEST_FIELD) {
            field.append(text);
        }
    }

    private void beginField(String text) {
        int colon = text.indexOf(':');
        if (colon > 0) {
            String found = text.substring(0, colon).strip();
            if (found.length() <= LONGEST_NAME) {
                name = counted(found.toLowerCase(Locale.ROOT));
                field.append(text, colon + 1, text.length());
            }
        }
    }

    private static String counted(String name) {
        return name.equals(MESSAGE_ID) || COUNTED.contains(name) ? name : "";
    }

    private void endOfField() {
        if (!name.isEmpty()) {
            fields.putIfAbsent(name, field.toString().strip().replaceAll("\\s+", " "));
            name = "";
        }
        field.setLength(0);
    }

    private void beginBody() {
        endOfField();
        begin(digest, fields);
        if (alsoUndated && !fields.getOrDefault(DATE, "").isEmpty()) {
            Map<String, String> others = new HashMap<>(fields);
            others.remove(DATE);
            undated = sha256();
            begin(undated, others);
        }
        inBody = true;
    }

    private static void begin(MessageDigest digest, Map<String, String> fields) {
        for (String each : COUNTED) {
            digest.update((each + ":" + fields.getOrDefault(each, "") + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    // Line ends are counted when something follows them, however they are written.
    private void body(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            byte each = bytes[i];
            if (each == '\n') {
                lineEnds++;
            } else if (each != '\r') {
                for (; lineEnds > 0; lineEnds--) {
                    count((byte) '\n');
                }
                count(each);
            }
        }
    }

    private void count(byte each) {
        if (filled == ROOM) {
            countAll();
        }
        counted[filled++] = each;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
