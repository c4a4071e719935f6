package io.mailwarden.engine.support;

import java.util.regex.Pattern;

/** Makes what a stranger sent fit to be compared, stored, logged and shown. */
public final class Text {

    // Control characters of C0 and C1, line and paragraph separators, and halves of surrogate pairs, which no encoder
    // writes.
    private static final String CONTROLS = "\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}";

    // Marks that turn the direction of what follows or take no room (category Cf), and the fillers of Unicode that take
    // none either: with them a text can look like another.
    private static final String HIDDEN =
            "\\p{Cf}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{2800}\\x{3164}\\x{FFA0}";

    private static final Pattern UNFIT_TO_KEEP = Pattern.compile("[" + CONTROLS + "]");
    private static final Pattern UNFIT_TO_SHOW = Pattern.compile("[" + CONTROLS + HIDDEN + "]");

    // No word or number of ours is longer; what is, is cut within.
    private static final int LONGEST_WORD = 40;

    // FNV-1a.
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final String MORE = "…";

    private Text() {}

    /** A 64-bit hash (FNV-1a) of the text, the same everywhere and always: it is stored. */
    public static long hash(String text) {
        return hash(text, 0);
    }

    /** The hash of what of the text stands from there on, without making that. */
    public static long hash(String text, int from) {
        long hash = FNV_OFFSET;
        for (int i = from; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /**
     * The raw text {@link #cut} to {@code maxLength} characters, with every control character (CR and LF too), every
     * character that is not seen or turns the direction, and every half character replaced by "?".
     */
    public static String printable(String raw, int maxLength) {
        return without(UNFIT_TO_SHOW, cut(raw, maxLength));
    }

    /**
     * As {@link #printable}, but with what is not seen or turns the direction as it is: for what is judged by how it is
     * written. Not to be shown.
     */
    public static String keepable(String raw, int maxLength) {
        return without(UNFIT_TO_KEEP, cut(raw, maxLength));
    }

    // Most of what comes is plain ASCII, and comes with every event: the pattern is for the rest.
    private static String without(Pattern unfit, String text) {
        return isPlain(text) ? text : unfit.matcher(text).replaceAll("?");
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /**
     * The text in at most {@code maxLength} characters, at least 2: what is longer ends with "…" where a word or number
     * ended, unless that word is a very long one, and never in half a character.
     */
    public static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        int room = maxLength - MORE.length();
        int end = room;
        while (end > 0 && room - end <= LONGEST_WORD && !Character.isWhitespace(text.charAt(end))) {
            end--;
        }
        boolean within = end == 0 || room - end > LONGEST_WORD;
        String kept = within ? whole(text, room) : text.substring(0, end).stripTrailing();
        return kept + MORE;
    }

    // Its first half alone is no character.
    private static String whole(String text, int room) {
        return text.substring(0, room > 0 && Character.isHighSurrogate(text.charAt(room - 1)) ? room - 1 : room);
    }

    /** Whether one letter more, less, other, or exchanged with its neighbour makes one of the other. */
    public static boolean oneApart(String one, String other) {
        int difference = one.length() - other.length();
        if (Math.abs(difference) > 1) {
            return false;
        }
        int same = sameBeginning(one, other);
        if (same == one.length() && same == other.length()) {
            return false;
        }
        if (difference != 0) {
            String longer = difference > 0 ? one : other;
            String less = difference > 0 ? other : one;
            return sameEnd(longer, same + 1, less, same);
        }
        return sameEnd(one, same + 1, other, same + 1) || exchanged(one, other, same);
    }

    private static int sameBeginning(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int same = 0;
        while (same < most && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }

    private static boolean sameEnd(String one, int from, String other, int otherFrom) {
        int length = one.length() - from;
        return length == other.length() - otherFrom && one.regionMatches(from, other, otherFrom, length);
    }

    private static boolean exchanged(String one, String other, int at) {
        return at + 1 < one.length()
                && one.charAt(at) == other.charAt(at + 1)
                && one.charAt(at + 1) == other.charAt(at)
                && sameEnd(one, at + 2, other, at + 2);
    }
}
