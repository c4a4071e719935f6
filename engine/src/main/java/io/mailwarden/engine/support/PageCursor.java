package io.mailwarden.engine.support;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of an item in a list with the newest first. Sorts by time, and by id within it.
 *
 * @param at time of the last item of the page before
 * @param id of that item
 */
public record PageCursor(Instant at, String id) implements Comparable<PageCursor> {

    private static final Pattern FORM = Pattern.compile("(-?\\d{1,12})\\.(\\d{1,9})-(.*)", Pattern.DOTALL);
    private static final Comparator<PageCursor> ORDER =
            Comparator.comparing(PageCursor::at).thenComparing(PageCursor::id);

    /** Reads what {@link #text} wrote; throws IllegalArgumentException when it is something else. */
    public static PageCursor parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("no cursor: " + text);
        }
        return new PageCursor(
                Instant.ofEpochSecond(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))), form.group(3));
    }

    /** In the form that clients hand back. */
    public String text() {
        return String.format(Locale.ROOT, "%d.%d-%s", at.getEpochSecond(), at.getNano(), id);
    }

    @Override
    public int compareTo(PageCursor other) {
        return ORDER.compare(this, other);
    }
}
