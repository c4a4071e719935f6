package io.mailwarden.mailet.journal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the bytes of one message are: all that is under a name, or a part of it. Written as {@code name} or
 * {@code name:offset:length}; names have no colon.
 *
 * @param name of the segment
 * @param part which part of it; empty for all of it
 */
record BytesPlace(String name, Optional<Part> part) {

    private static final Pattern PARTS = Pattern.compile("([^:]+):(\\d{1,18}):(\\d{1,9})");

    /** Behind so many bytes, and so many. */
    record Part(long offset, int length) {}

    static BytesPlace of(String segment, long offset, int length) {
        return new BytesPlace(segment, Optional.of(new Part(offset, length)));
    }

    static BytesPlace parse(String blob) {
        Matcher parts = PARTS.matcher(blob);
        return parts.matches()
                ? of(parts.group(1), Long.parseLong(parts.group(2)), Integer.parseInt(parts.group(3)))
                : new BytesPlace(blob, Optional.empty());
    }

    @Override
    public String toString() {
        return part.map(some -> name + ':' + some.offset() + ':' + some.length())
                .orElse(name);
    }
}
