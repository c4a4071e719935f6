package io.mailwarden.engine.event;

import io.mailwarden.engine.support.BoundedLines;
import io.mailwarden.engine.support.Text;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/** Events as JSON Lines: what a replay reads and an event log exports. Never throws for what stands in a line. */
public final class EventLines {

    /** Longest line that is read, in characters: some ten thousand recipients. */
    public static final int MAX_LENGTH = 4 * 1024 * 1024;

    /**
     * A line that is no event.
     *
     * @param number counted from 1
     * @param problem what is wrong with it
     */
    public record BadLine(long number, String problem) {}

    private EventLines() {}

    /** Gives each event with its line's number, in order, and each bad line; empty lines are passed over. */
    public static void read(InputStream in, ObjLongConsumer<Event> events, Consumer<BadLine> bad) throws IOException {
        BoundedLines lines = new BoundedLines(in, MAX_LENGTH);
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (lines.wasTooLong()) {
                bad.accept(new BadLine(lines.number(), "longer than " + MAX_LENGTH + " characters"));
            } else if (!line.get().isBlank()) {
                readOne(line.get(), lines.number(), events, bad);
            }
        }
    }

    private static void readOne(String line, long number, ObjLongConsumer<Event> events, Consumer<BadLine> bad) {
        Event event;
        try {
            event = parse(line);
        } catch (IllegalArgumentException e) {
            bad.accept(new BadLine(number, Text.printable(String.valueOf(e.getMessage()), 200)));
            return;
        }
        events.accept(event, number);
    }

    /** The event of one line; throws IllegalArgumentException, saying what is wrong, when it is none. */
    public static Event parse(String line) {
        try {
            return EventLineParser.parse(line);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time: expected ISO 8601 such as 2026-05-03T06:50:03.768Z", e);
        }
    }

    /** The line of an event, without its end. */
    public static String write(Event event) {
        return EventLineWriter.write(event);
    }
}
