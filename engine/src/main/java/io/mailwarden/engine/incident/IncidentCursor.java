package io.mailwarden.engine.incident;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of an incident in a list with the latest update first. Sorts as the list does, so that the next page begins at
 * its place even when the incident has moved on.
 *
 * @param updated of the last incident of the page before
 * @param id of that incident
 */
public record IncidentCursor(Instant updated, String id) implements Comparable<IncidentCursor> {

    private static final Pattern FORM = Pattern.compile("(-?\\d{1,12})\\.(\\d{1,9})-(.*)", Pattern.DOTALL);

    /** The place of that incident. */
    public static IncidentCursor of(Incident incident) {
        return new IncidentCursor(incident.updated(), incident.id());
    }

    /** Reads what {@link #text} wrote; throws IllegalArgumentException when it is something else. */
    public static IncidentCursor parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("no cursor: " + text);
        }
        return new IncidentCursor(
                Instant.ofEpochSecond(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))), form.group(3));
    }

    /** In the form that clients hand back. */
    public String text() {
        return "%d.%d-%s".formatted(updated.getEpochSecond(), updated.getNano(), id);
    }

    @Override
    public int compareTo(IncidentCursor other) {
        int order = updated.compareTo(other.updated);
        return order == 0 ? id.compareTo(other.id) : order;
    }
}
