package io.mailwarden.engine.support;

import java.util.regex.Pattern;

/** Makes what a stranger sent fit to be stored, logged and shown. */
public final class Text {

    // Control characters of C0 and C1, line and paragraph separators, and halves of surrogate pairs, which no encoder
    // writes.
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}]");

    private Text() {}

    /**
     * The raw text cut to {@code maxLength} characters, with every control character (CR and LF too) and every half
     * character replaced by "?".
     */
    public static String printable(String raw, int maxLength) {
        String cut = raw.length() <= maxLength ? raw : raw.substring(0, maxLength - 1) + "…";
        // Most of what comes is plain ASCII, and comes with every event: the pattern is for the rest.
        return cut.chars().allMatch(Text::plain) ? cut : UNFIT.matcher(cut).replaceAll("?");
    }

    private static boolean plain(int character) {
        return character >= ' ' && character <= '~';
    }
}
