package io.mailwarden.engine.event;

/** Makes what a stranger sent fit to be stored, logged and shown. */
public final class Text {

    private Text() {}

    /** The raw text cut to {@code maxLength} characters, with every control character (CR and LF too) replaced by "?". */
    public static String printable(String raw, int maxLength) {
        String cut = raw.length() <= maxLength ? raw : raw.substring(0, maxLength - 1) + "…";
        return cut.chars().noneMatch(Character::isISOControl) ? cut : cut.replaceAll("\\p{Cntrl}", "?");
    }
}
