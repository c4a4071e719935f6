package io.mailwarden.store;

import io.mailwarden.engine.support.DomainFilter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Parts of lists of some domains: each domain's part is read by an index that is in the order of the list, and of all of
 * them the first are taken, so that no list is sorted, however many others' it has.
 */
public final class DomainPages {

    private DomainPages() {}

    /**
     * The first of them.
     *
     * @param read the first of one domain, or of everybody, in that order; as many as there are, up to the limit
     * @param limit most items
     */
    public static <T> List<T> first(
            DomainFilter domains, Comparator<T> order, int limit, Function<Optional<String>, List<T>> read) {
        if (domains.all()) {
            return read.apply(Optional.empty());
        }
        return domains.each()
                .flatMap(name -> name.indexOf('\0') >= 0 ? Stream.empty() : read.apply(Optional.of(name)).stream())
                .sorted(order)
                .limit(limit)
                .toList();
    }
}
