package io.mailwarden.engine.incident;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items in order
 * @param nextCursor where the next part begins; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /** Of what was read to fill a page, and one more where there is more. */
    public static <T> Page<T> of(List<T> read, int limit, Function<T, String> cursor) {
        return read.size() <= limit
                ? new Page<>(read, Optional.empty())
                : new Page<>(read.subList(0, limit), Optional.of(cursor.apply(read.get(limit - 1))));
    }
}
