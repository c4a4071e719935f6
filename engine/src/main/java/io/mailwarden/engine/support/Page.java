package io.mailwarden.engine.support;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A part of a list.
 *
 * @param items in order
 * @param nextCursor where the next part begins; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> nextCursor) {

    /** Most items that one page may be asked for. */
    public static final int MAX_LIMIT = 1000;

    public Page {
        items = List.copyOf(items);
    }

    /** Throws IllegalArgumentException for a limit that no page may have. */
    public static void requireLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ": " + limit);
        }
    }

    /** The only part of a list with nothing in it. */
    public static <T> Page<T> empty() {
        return new Page<>(List.of(), Optional.empty());
    }

    /**
     * Of all that fits, the part behind the cursor, the newest first.
     *
     * @param place of an item in the list
     * @param cursor as the page before gave it; IllegalArgumentException when it is none
     */
    public static <T> Page<T> newestFirst(
            Stream<T> fitting, Function<T, PageCursor> place, Optional<String> cursor, int limit) {
        Optional<PageCursor> last = cursor.map(PageCursor::parse);
        List<T> read = fitting.sorted(Comparator.comparing(place).reversed())
                .dropWhile(item -> last.filter(seen -> place.apply(item).compareTo(seen) >= 0)
                        .isPresent())
                .limit(limit + 1L)
                .toList();
        return of(read, limit, item -> place.apply(item).text());
    }

    /** Of what was read to fill a page, and one more where there is more. */
    public static <T> Page<T> of(List<T> read, int limit, Function<T, String> cursor) {
        return read.size() <= limit
                ? new Page<>(read, Optional.empty())
                : new Page<>(read.subList(0, limit), Optional.of(cursor.apply(read.get(limit - 1))));
    }
}
