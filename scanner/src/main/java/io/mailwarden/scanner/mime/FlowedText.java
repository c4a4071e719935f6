package io.mailwarden.scanner.mime;

/** Joins the lines of a text in format=flowed (RFC 3676 4.2) where they were broken to fit. */
public final class FlowedText {

    private static final String SIGNATURE = "-- ";

    private FlowedText() {}

    /**
     * The text with its paragraphs joined.
     *
     * @param deletesBlanks whether the blanks before the breaks are none of the text (delsp=yes)
     */
    public static String joined(String text, boolean deletesBlanks) {
        StringBuilder joined = new StringBuilder(text.length());
        int open = -1;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            int quotes = quotes(line);
            String words = stuffed(line.substring(quotes));
            boolean signature = words.equals(SIGNATURE);
            if (open != quotes || signature) {
                begin(joined, open >= 0, line.substring(0, quotes));
            }
            boolean soft = words.endsWith(" ") && !signature;
            joined.append(words, 0, words.length() - (soft && deletesBlanks ? 1 : 0));
            joined.append(soft ? "" : "\n");
            open = soft ? quotes : -1;
        }
        return joined.toString();
    }

    private static void begin(StringBuilder joined, boolean withinLine, String quotes) {
        joined.append(withinLine ? "\n" : "").append(quotes).append(quotes.isEmpty() ? "" : " ");
    }

    private static int quotes(String line) {
        int quotes = 0;
        while (quotes < line.length() && line.charAt(quotes) == '>') {
            quotes++;
        }
        return quotes;
    }

    // 4.4: a blank was put before lines that would be taken for something else.
    private static String stuffed(String line) {
        return line.startsWith(" ") ? line.substring(1) : line;
    }
}
