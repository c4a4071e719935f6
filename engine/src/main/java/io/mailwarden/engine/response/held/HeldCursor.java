package io.mailwarden.engine.response.held;

import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a message in a list with the newest first.
 *
 * @param heldAt of the last message of the page before
 * @param id of that message
 */
public record HeldCursor(Instant heldAt, String id) implements Comparable<HeldCursor> {

    private static final Pattern FORM = Pattern.compile("(-?\\d{1,12})\\.(\\d{1,9})-(.*)", Pattern.DOTALL);
    private static final Comparator<HeldCursor> ORDER =
            Comparator.comparing(HeldCursor::heldAt).thenComparing(HeldCursor::id);

    /** The place of that message. */
    public static HeldCursor of(HeldMessage message) {
        return new HeldCursor(message.heldAt(), message.id());
    }

    /** Reads what {@link #text} wrote; throws IllegalArgumentException when it is something else. */
    public static HeldCursor parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("no cursor: " + text);
        }
        return new HeldCursor(
                Instant.ofEpochSecond(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))), form.group(3));
    }

    /** In the form that clients hand back. */
    public String text() {
        return "%d.%d-%s".formatted(heldAt.getEpochSecond(), heldAt.getNano(), id);
    }

    @Override
    public int compareTo(HeldCursor other) {
        return ORDER.compare(this, other);
    }
}
