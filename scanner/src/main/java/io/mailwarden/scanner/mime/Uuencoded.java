package io.mailwarden.scanner.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file as programs wrote it into texts before MIME (POSIX, uuencode): between "begin 644 NAME" and "end", lines of at most
 * 45 bytes, whose first character says how many. Read as it is asked for. Not thread-safe.
 */
public final class Uuencoded extends InputStream {

    private static final Pattern BEGIN = Pattern.compile("begin [0-7]{3,4} (\\S.{0,300}?)\\s*");
    private static final byte[] BEGINS = "begin ".getBytes(ISO_8859_1);
    private static final int LONGEST_LINE = 1000;
    private static final int BEFORE = 16 * 1024;

    private final InputStream in;
    private final String name;
    private byte[] decoded = new byte[0];
    private int at;
    private boolean ended;
    private String rest = "";

    /** Reads the line that begins the file. */
    public Uuencoded(InputStream in) throws IOException {
        this.in = new BufferedInputStream(in);
        Matcher begin = BEGIN.matcher(line());
        name = begin.matches() ? begin.group(1) : "";
    }

    /** The first one in a text, when it begins early. */
    public static Optional<Uuencoded> first(InputStream text) throws IOException {
        BufferedInputStream body = new BufferedInputStream(text, BEFORE);
        body.mark(BEFORE);
        int begin = begin(body.readNBytes(BEFORE), 0);
        body.reset();
        if (begin < 0) {
            return Optional.empty();
        }
        body.skipNBytes(begin);
        return Optional.of(new Uuencoded(body));
    }

    /** Where in the text such a file begins, at or after that place; -1 when none does. */
    public static int begin(byte[] text, int from) {
        for (int at = from; at + BEGINS.length < text.length; at = nextLine(text, at)) {
            if (text[at] == 'b' && begins(text, at)) {
                return at;
            }
        }
        return -1;
    }

    private static int nextLine(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    // The line that says so, and one that can be data: people write about such files, too.
    private static boolean begins(byte[] text, int at) {
        int second = nextLine(text, at);
        int third = nextLine(text, second);
        return second - at < LONGEST_LINE
                && third - second < LONGEST_LINE
                && second < text.length
                && BEGIN.matcher(new String(text, at, second - at, ISO_8859_1)).matches()
                && data(new String(text, second, Math.min(third, text.length) - second, ISO_8859_1));
    }

    private static boolean data(String line) {
        String data = line.replaceAll("[\r\n]+$", "");
        int length = data.isEmpty() ? -1 : value(data.charAt(0));
        int wanted = (length + 2) / 3 * 4;
        // Blanks at the end, which stand for zeros, get lost; some write one character more.
        return length > 0
                && data.chars().allMatch(c -> c >= ' ' && c <= '`')
                && data.length() - 1 <= wanted + 2
                && data.length() - 1 >= wanted / 2;
    }

    private static int value(char c) {
        return c < ' ' || c > '`' ? -1 : (c - ' ') & 0x3F;
    }

    /** The name that its first line gives; empty when it gives none. */
    public String name() {
        return name;
    }

    @Override
    public int read() throws IOException {
        return fill() ? decoded[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, decoded.length - at);
        System.arraycopy(decoded, at, bytes, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (!ended && at >= decoded.length) {
            String line = line();
            at = 0;
            decoded = new byte[0];
            if (data(line)) {
                decoded = decoded(line);
            } else {
                end(line);
            }
        }
        return at < decoded.length;
    }

    // An empty line of data, "`" or a blank, and "end"; or something that is none of the file.
    private void end(String line) throws IOException {
        ended = true;
        boolean empty = line.strip().equals("`") || line.isBlank();
        String last = empty && !line.isEmpty() ? line() : line;
        rest = last.strip().equals("end") ? "" : last;
    }

    private static byte[] decoded(String line) {
        int length = value(line.charAt(0));
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            int from = 1 + i / 3 * 4 + i % 3;
            int high = six(line, from);
            int low = six(line, from + 1);
            int shift = 2 * (i % 3 + 1);
            bytes[i] = (byte) (high << shift | low >> (6 - shift));
        }
        return bytes;
    }

    private static int six(String line, int at) {
        return at < line.length() ? Math.max(0, value(line.charAt(at))) : 0;
    }

    // With its end; empty at the end of the text.
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.append((char) next);
            if (next == '\n' || line.length() >= LONGEST_LINE) {
                break;
            }
        }
        return line.toString();
    }

    /** What follows the file, once it was read to its end. */
    public InputStream rest() {
        return Rejoined.of(rest.getBytes(ISO_8859_1), 0, in);
    }
}
