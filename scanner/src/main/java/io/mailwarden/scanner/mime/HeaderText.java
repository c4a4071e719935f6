package io.mailwarden.scanner.mime;

import io.mailwarden.engine.support.Text;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Decoding of header values that nobody vouches for. */
public final class HeaderText {

    // Far beyond what any program shows of a header.
    private static final int LONGEST_RAW = 64 * 1024;
    private static final String ESCAPE = "\u001B";
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private HeaderText() {}

    /** A text as a person reads it: RFC 2047 words decoded, white space joined, cut. */
    public static String decoded(String raw, int maxLength) {
        return decoded(raw, maxLength, "");
    }

    /**
     * The same, where bytes beyond ASCII that are no UTF-8 are of that character set, if they can be: that of the body, as
     * programs guess.
     */
    public static String decoded(String raw, int maxLength, String charset) {
        String text = EncodedWords.decode(raw(raw, charset));
        return Text.keepable(joined(text).strip(), maxLength);
    }

    // With one blank for all white space; as a rule it is so already.
    private static String joined(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean wide = c == ' ' && at > 0 && text.charAt(at - 1) == ' ';
            if (c < ' ' || wide) {
                return WHITE_SPACE.matcher(text).replaceAll(" ");
            }
        }
        return text;
    }

    /** A token such as a Message-ID, cut. */
    public static String token(String raw, int maxLength) {
        return Text.keepable(raw(raw).strip(), maxLength);
    }

    /** The header as it stands, cut to a bounded length. */
    public static String raw(String raw) {
        return raw(raw, "");
    }

    /** The same, with a guess of its character set. */
    public static String raw(String raw, String charset) {
        return text(cut(raw), charset);
    }

    /** The value of a header before its parameters, lower case. */
    public static String value(String raw) {
        int end = raw.indexOf(';');
        return cut(end < 0 ? raw : raw.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static String cut(String raw) {
        return raw.length() <= LONGEST_RAW ? raw : raw.substring(0, LONGEST_RAW);
    }

    // Mime4j gives each byte as one character. Bytes beyond ASCII are UTF-8 (RFC 6532) unless they cannot be; old
    // Japanese
    // programs write ISO-2022-JP, which is ASCII with escapes.
    private static String text(String raw, String charset) {
        char highest = highest(raw);
        boolean ascii = highest < 0x80;
        if (highest > 0xFF || (ascii && !escaped(raw))) {
            return raw;
        }
        byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
        return ascii ? Charsets.text(bytes, "iso-2022-jp") : Charsets.guessed(bytes, charset);
    }

    private static char highest(String text) {
        char highest = 0;
        for (int at = 0; at < text.length(); at++) {
            highest = (char) Math.max(highest, text.charAt(at));
        }
        return highest;
    }

    private static boolean escaped(String raw) {
        return raw.contains(ESCAPE + "$") || raw.contains(ESCAPE + "(");
    }
}
