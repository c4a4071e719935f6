package io.mailwarden.scanner.signs;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern whose matches begin in few ways: it is tried where one of these stands, not at every place of a text. Immutable,
 * thread-safe.
 */
final class SparsePattern {

    // By character; those beyond are few, and tried all.
    private final boolean[] first = new boolean[128];
    private final List<String> beginnings;
    private final Pattern pattern;

    /**
     * @param beginnings every way in which a match can begin, in lower case; the case of ASCII letters does not matter
     * @param regex what is looked for; its match is never empty
     */
    SparsePattern(List<String> beginnings, String regex) {
        this.beginnings = List.copyOf(beginnings);
        for (String beginning : beginnings) {
            char c = beginning.charAt(0);
            if (c < first.length) {
                first[c] = true;
                first[Character.toUpperCase(c)] = true;
            }
        }
        pattern = Pattern.compile(regex);
    }

    /** Whether there is a match anywhere in the text. */
    boolean in(String text) {
        Matcher matcher = pattern.matcher(text).useTransparentBounds(true);
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if ((c >= first.length || first[c])
                    && begins(text, at)
                    && matcher.region(at, text.length()).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    private boolean begins(String text, int at) {
        for (String beginning : beginnings) {
            if (text.regionMatches(true, at, beginning, 0, beginning.length())) {
                return true;
            }
        }
        return false;
    }
}
