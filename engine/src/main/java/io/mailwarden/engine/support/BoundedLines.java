package io.mailwarden.engine.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8 text that never take more memory than the longest one allowed. Not thread-safe. */
public final class BoundedLines {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int MOST_KEPT = 1 << 16;

    private final Reader reader;
    private final int maxLength;
    private final char[] buffer = new char[1 << 15];
    // What there is of a line that goes on behind the buffer.
    private final StringBuilder rest = new StringBuilder();
    private int position;
    private int filled;
    private long number;
    private boolean tooLong;

    /** Of that text; at most that many characters of a line are kept. What is not UTF-8 is replaced. */
    public BoundedLines(InputStream in, int maxLength) {
        // This decoder replaces what is not UTF-8.
        this.reader = new InputStreamReader(in, StandardCharsets.UTF_8);
        this.maxLength = maxLength;
    }

    /** The next line without its end, cut when it is too long; empty at the end. */
    public Optional<String> next() throws IOException {
        if (position == filled && !fill()) {
            return Optional.empty();
        }
        tooLong = false;
        int end = lineEnd();
        String line = end < filled && end - position <= maxLength ? whole(end) : pieced();
        number++;
        boolean marked = number == 1 && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK;
        return Optional.of(marked ? line.substring(1) : line);
    }

    // Most lines are in the buffer whole.
    private String whole(int end) {
        String line = new String(buffer, position, end - position);
        position = end + 1;
        return line;
    }

    private String pieced() throws IOException {
        rest.setLength(0);
        boolean ended = false;
        while (!ended && (position < filled || fill())) {
            ended = take(rest);
        }
        String line = rest.toString();
        if (rest.capacity() > MOST_KEPT) {
            rest.setLength(0);
            rest.trimToSize();
        }
        return line;
    }

    // Where the line ends that begins at the position; the end of what is filled when it is not there.
    private int lineEnd() {
        int end = position;
        while (end < filled && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    // Moves what the buffer has of the line; true when its end was there.
    private boolean take(StringBuilder line) {
        int end = lineEnd();
        int room = Math.min(end - position, maxLength - line.length());
        line.append(buffer, position, room);
        tooLong |= room < end - position;
        boolean ended = end < filled;
        position = ended ? end + 1 : end;
        return ended;
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, reader.read(buffer));
        return filled > 0;
    }

    /** Of the line that was given last, counted from 1. */
    public long number() {
        return number;
    }

    /** Whether the line that was given last was cut. */
    public boolean wasTooLong() {
        return tooLong;
    }
}
