package io.mailwarden.engine.review.casework;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What an administrator wrote about an incident; never changed afterwards.
 *
 * @param id unique; sorts by time
 * @param account whose incident it is
 * @param incident its id
 * @param at when, to the microsecond
 * @param author who wrote it: a console user, the name in James's JWT, or token
 * @param text 1 to {@value #LONGEST} characters, in lines; without other control characters and without those that turn
 *     the direction of text
 */
public record IncidentComment(String id, Account account, String incident, Instant at, String author, String text) {

    /** Most characters of a comment. */
    public static final int LONGEST = 4_000;

    /** Makes the text harmless; throws IllegalArgumentException when nothing is left of it, or too much. */
    public IncidentComment {
        at = at.truncatedTo(ChronoUnit.MICROS);
        text = clean(text);
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException("a comment has 1 to " + LONGEST + " characters, not " + text.length());
        }
    }

    private static String clean(String text) {
        return String.join(
                        "\n",
                        text.lines()
                                .map(line -> Text.printable(line.replace('\t', ' '), LONGEST + 1)
                                        .stripTrailing())
                                .toList())
                .strip();
    }
}
