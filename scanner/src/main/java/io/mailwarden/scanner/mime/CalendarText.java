package io.mailwarden.scanner.mime;

import java.util.Locale;
import java.util.Set;

/** What programs show of an invitation (RFC 5545). */
public final class CalendarText {

    private static final Set<String> SHOWN =
            Set.of("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "URL", "ATTACH", "CONTACT", "CONFERENCE");
    private static final int LONGEST_LINE = 64 * 1024;

    private CalendarText() {}

    /** The texts for people and the links, a line for each; pages in X-ALT-DESC say the same once more. */
    public static String shown(String calendar) {
        StringBuilder shown = new StringBuilder();
        StringBuilder line = new StringBuilder();
        for (String next : (Iterable<String>) calendar.lines()::iterator) {
            // 3.1: a line that begins with a blank goes on with the one before.
            boolean goesOn = next.startsWith(" ") || next.startsWith("\t");
            if (!goesOn) {
                add(line, shown);
                line.setLength(0);
            }
            if (line.length() < LONGEST_LINE) {
                line.append(next, goesOn ? 1 : 0, next.length());
            }
        }
        add(line, shown);
        return shown.toString();
    }

    private static void add(StringBuilder line, StringBuilder shown) {
        int colon = valueFrom(line);
        if (colon < 0) {
            return;
        }
        String name = line.substring(0, colon).split("[;:]", 2)[0].strip().toUpperCase(Locale.ROOT);
        String head = line.substring(0, colon).toUpperCase(Locale.ROOT);
        if (SHOWN.contains(name) && !head.contains("ENCODING=BASE64")) {
            shown.append(unescaped(line.substring(colon + 1))).append('\n');
        }
    }

    // The first colon outside quotes.
    private static int valueFrom(StringBuilder line) {
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            quoted ^= line.charAt(at) == '"';
            if (line.charAt(at) == ':' && !quoted) {
                return at;
            }
        }
        return -1;
    }

    // 3.3.11.
    private static String unescaped(String value) {
        return value.replace("\\n", "\n")
                .replace("\\N", "\n")
                .replace("\\,", ",")
                .replace("\\;", ";")
                .replace("\\\\", "\\");
    }
}
