package io.mailwarden.scanner.mime;

import io.mailwarden.engine.support.Text;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Decoding of header values that nobody vouches for. */
public final class HeaderText {

    // Far beyond what any program shows of a header.
    private static final int LONGEST_RAW = 64 * 1024;
    private static final String ESCAPE = "\u001B";

    private HeaderText() {}

    /** A text as a person reads it: RFC 2047 words decoded, white space joined, cut. */
    public static String decoded(String raw, int maxLength) {
        String text = EncodedWords.decode(utf8(cut(raw)));
        return Text.keepable(text.replaceAll("\\s+", " ").strip(), maxLength);
    }

    /** A token such as a Message-ID, cut. */
    public static String token(String raw, int maxLength) {
        return Text.keepable(utf8(cut(raw)).strip(), maxLength);
    }

    /** The header as it stands, cut to a bounded length. */
    public static String raw(String raw) {
        return utf8(cut(raw));
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
    private static String utf8(String raw) {
        boolean escaped = raw.contains(ESCAPE + "$") || raw.contains(ESCAPE + "(");
        boolean ascii = raw.chars().allMatch(c -> c < 0x80);
        if ((ascii && !escaped) || raw.chars().anyMatch(c -> c > 0xFF)) {
            return raw;
        }
        return Charsets.text(raw.getBytes(StandardCharsets.ISO_8859_1), ascii ? "iso-2022-jp" : "");
    }
}
