package io.mailwarden.cli.imports.line;

import io.mailwarden.cli.imports.line.LogLine.ParsedTime;
import org.jspecify.annotations.Nullable;

/**
 * A line of RFC 5424 after its priority: "1 2026-05-03T06:50:03Z host program 205 - [id key="value"] text".
 *
 * @param stamp when
 * @param host who logged it; empty when it is not told
 * @param program such as dovecot; empty when it is not told
 * @param process its process id; empty when it is not told
 * @param text what was said
 */
record Rfc5424(ParsedTime stamp, String host, String program, String process, String text) {

    private static final String NIL = "-";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** The parts of that text; null when it has another form or tells no time. */
    static @Nullable Rfc5424 parse(String text) {
        Cursor cursor = new Cursor(text);
        ParsedTime stamp = cursor.take("1 ") && Cursor.isDigit(cursor.peek()) ? Stamps.read(cursor) : null;
        if (stamp == null) {
            return null;
        }
        String host = word(cursor);
        String program = word(cursor);
        String process = word(cursor);
        String unused = word(cursor);
        if (cursor.atEnd() || !skipData(cursor)) {
            return null;
        }
        cursor.spaces();
        cursor.take(BYTE_ORDER_MARK);
        cursor.spaces();
        return new Rfc5424(stamp, host, program, process, cursor.rest());
    }

    private static String word(Cursor cursor) {
        String word = cursor.word();
        cursor.spaces();
        return word.equals(NIL) ? "" : word;
    }

    // "-", or elements in brackets, in whose quoted values a backslash is before each quote and bracket.
    private static boolean skipData(Cursor cursor) {
        if (cursor.take('-')) {
            return true;
        }
        boolean any = false;
        while (cursor.take('[')) {
            any = true;
            boolean quoted = false;
            while (!cursor.atEnd() && (quoted || cursor.peek() != ']')) {
                boolean escaped = quoted && cursor.peek() == '\\';
                quoted ^= cursor.peek() == '"';
                cursor.moveTo(cursor.place() + (escaped ? 2 : 1));
            }
            if (!cursor.take(']')) {
                return false;
            }
        }
        return any;
    }
}
