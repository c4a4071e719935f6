package io.mailwarden.mailet.journal;

import io.mailwarden.mailet.journal.MessageIdentity.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
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

    private static final int FIRST_ROOM = 128;
    // Runs of a body between line ends are gathered up to that many bytes.
    private static final int ROOM = 1 << 10;

    private final MessageDigest digest = sha256();
    private final boolean alsoUndated;

    // As if there were no Date header; the same as the other when there is none.
    private MessageDigest undated = digest;
    private final Map<String, String> fields = new HashMap<>();
    private byte[] line = new byte[FIRST_ROOM];
    private int lineLength;
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
        keep(bytes, from, Math.min(stop - from, LONGEST_LINE - lineLength));
        if (stop == end) {
            return end;
        }
        endOfLine();
        return stop + 1;
    }

    private void keep(byte[] bytes, int from, int length) {
        if (lineLength + length > line.length) {
            line = Arrays.copyOf(line, Math.max(lineLength + length, 2 * line.length));
        }
        System.arraycopy(bytes, from, line, lineLength, length);
        lineLength += length;
    }

    private void endOfLine() {
        int length = withoutReturns();
        lineLength = 0;
        if (length == 0) {
            beginBody();
        } else if (line[0] != ' ' && line[0] != '\t') {
            endOfField();
            beginField(length);
        } else if (!name.isEmpty() && field.length() < LONGEST_FIELD) {
            field.append(text(0, length));
        }
    }

    private int withoutReturns() {
        int kept = 0;
        for (int i = 0; i < lineLength; i++) {
            if (line[i] != '\r') {
                line[kept++] = line[i];
            }
        }
        return kept;
    }

    private String text(int from, int to) {
        return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    }

    // Most fields are not counted: no text is made of them.
    private void beginField(int length) {
        int colon = 0;
        while (colon < length && line[colon] != ':') {
            colon++;
        }
        if (colon > 0 && colon < length && "mMdDfFsS".indexOf(firstLetter(colon)) >= 0) {
            String found = text(0, colon).strip();
            if (found.length() <= LONGEST_NAME) {
                name = counted(found.toLowerCase(Locale.ROOT));
                if (!name.isEmpty()) {
                    field.append(text(colon + 1, length));
                }
            }
        }
    }

    // Of a name with blanks before it, too.
    private char firstLetter(int end) {
        int first = 0;
        while (first < end && Character.isWhitespace(line[first])) {
            first++;
        }
        return (char) (first == end ? ' ' : line[first] & 0xFF);
    }

    private static String counted(String name) {
        return name.equals(MESSAGE_ID) || COUNTED.contains(name) ? name : "";
    }

    private void endOfField() {
        if (!name.isEmpty()) {
            fields.putIfAbsent(name, unfolded(field.toString().strip()));
            name = "";
        }
        field.setLength(0);
    }

    // Any number of blanks as one.
    private static String unfolded(String text) {
        StringBuilder words = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            boolean before = blank;
            blank = isBlank(text.charAt(i));
            if (!blank) {
                words.append(text.charAt(i));
            } else if (!before) {
                words.append(' ');
            }
        }
        return words.toString();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
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
        int at = from;
        while (at < end) {
            byte each = bytes[at];
            if (each == '\n') {
                lineEnds++;
                at++;
            } else if (each == '\r') {
                at++;
            } else {
                int run = at;
                while (at < end && bytes[at] != '\n' && bytes[at] != '\r') {
                    at++;
                }
                countLineEnds();
                count(bytes, run, at - run);
            }
        }
    }

    private void countLineEnds() {
        for (; lineEnds > 0; lineEnds--) {
            if (filled == ROOM) {
                countAll();
            }
            counted[filled++] = '\n';
        }
    }

    private void count(byte[] bytes, int from, int length) {
        if (length > ROOM - filled) {
            countAll();
        }
        if (length > ROOM) {
            digest.update(bytes, from, length);
            if (undated != digest) {
                undated.update(bytes, from, length);
            }
            return;
        }
        System.arraycopy(bytes, from, counted, filled, length);
        filled += length;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
