package io.mailwarden.scanner.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Locale;

/**
 * Encoded words of headers (RFC 2047) as programs show them: the bytes of neighbours are joined before they become
 * characters, since many senders cut between the bytes of one. Words in unknown character sets stay as they are.
 */
final class EncodedWords {

    private static final int LONGEST_LABEL = 100;
    // Looking up a name that means nothing takes long; no honest header has so many.
    private static final int MOST_UNKNOWN = 100;
    private static final String BEGIN = "=?";
    private static final String END = "?=";

    private final String text;
    private final StringBuilder decoded = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StringBuilder base64 = new StringBuilder();
    private String charset = "";
    private int unknown;
    private int runFrom = -1;
    private int runTo;

    private EncodedWords(String text) {
        this.text = text;
    }

    static String decode(String text) {
        return text.contains(BEGIN) ? new EncodedWords(text).all() : text;
    }

    private String all() {
        int done = 0;
        int lastEnd = text.lastIndexOf(END);
        int begin = text.indexOf(BEGIN);
        while (begin >= 0 && begin < lastEnd) {
            int end = word(begin, done);
            done = Math.max(done, end);
            begin = text.indexOf(BEGIN, end < 0 ? begin + 1 : end);
        }
        endRun();
        return decoded.append(text, done, text.length()).toString();
    }

    // Where the word that begins there ends; -1 when there is none.
    private int word(int begin, int done) {
        int label = text.indexOf('?', begin + BEGIN.length());
        if (label < 0 || label - begin > LONGEST_LABEL || label + 2 >= text.length() || text.charAt(label + 2) != '?') {
            return -1;
        }
        char encoding = Character.toUpperCase(text.charAt(label + 1));
        String name = text.substring(begin + BEGIN.length(), label);
        int end = (encoding == 'B' || encoding == 'Q') && known(name) ? text.indexOf(END, label + 3) : -1;
        if (end < 0) {
            return -1;
        }
        between(done, begin, name.toLowerCase(Locale.ROOT));
        if (encoding == 'B') {
            takeBase64(text.substring(label + 3, end));
        } else {
            flushBase64();
            takeQuoted(text.substring(label + 3, end));
        }
        runTo = end + END.length();
        return runTo;
    }

    private boolean known(String name) {
        boolean known =
                name.isBlank() || (unknown < MOST_UNKNOWN && Charsets.of(name).isPresent());
        unknown += known ? 0 : 1;
        return known;
    }

    // White space between two encoded words is none of the text (RFC 2047 6.2).
    private void between(int done, int begin, String name) {
        boolean adjacent = runFrom >= 0 && text.substring(runTo, begin).isBlank();
        if (adjacent && name.equals(charset)) {
            return;
        }
        endRun();
        if (!adjacent) {
            decoded.append(text, done, begin);
        }
        runFrom = begin;
        charset = name;
    }

    private void endRun() {
        if (runFrom >= 0) {
            flushBase64();
            decoded.append(Charsets.text(bytes.toByteArray(), charset));
            bytes.reset();
            runFrom = -1;
        }
    }

    // Some cut the encoded text anywhere, so that a word alone is no whole number of bytes.
    private void takeBase64(String word) {
        if (base64.length() % 4 == 0 || base64.charAt(base64.length() - 1) == '=') {
            flushBase64();
        }
        word.chars().filter(EncodedWords::base64).forEach(c -> base64.append((char) c));
    }

    private static boolean base64(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || c == '+'
                || c == '/'
                || c == '=';
    }

    private void flushBase64() {
        int padding = base64.indexOf("=");
        int length = padding < 0 ? base64.length() : padding;
        // Six bits over are no byte.
        String whole = base64.substring(0, length % 4 == 1 ? length - 1 : length);
        bytes.writeBytes(Base64.getDecoder().decode(whole));
        base64.setLength(0);
    }

    private void takeQuoted(String word) {
        for (int at = 0; at < word.length(); at++) {
            char c = word.charAt(at);
            int code = c == '=' ? hex(word, at + 1) : -1;
            if (code >= 0) {
                bytes.write(code);
                at += 2;
            } else if (c == '_') {
                bytes.write(' ');
            } else {
                bytes.writeBytes(String.valueOf(c)
                        .getBytes(c < 0x80 ? UTF_8 : Charsets.of(charset).orElse(UTF_8)));
            }
        }
    }

    /** The byte that two hexadecimal digits say there; -1 when there are none. */
    static int hex(String text, int at) {
        int high = at + 1 < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(at + 1), 16);
        return low < 0 ? -1 : high * 16 + low;
    }
}
