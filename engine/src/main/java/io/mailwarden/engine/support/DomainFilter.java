package io.mailwarden.engine.support;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whose accounts a list shows: those of some domains, or all of them.
 *
 * @param names lower case; empty for all, those without a domain too
 */
public record DomainFilter(Set<String> names) {

    /** Every account, whatever its domain is. */
    public static final DomainFilter ALL = new DomainFilter(Set.of());

    public DomainFilter {
        names = Set.copyOf(names);
    }

    /** The accounts of that domain alone. */
    public static DomainFilter only(String name) {
        return new DomainFilter(Set.of(name));
    }

    /** Whether nothing is left out. */
    public boolean all() {
        return names.isEmpty();
    }

    /** Whether accounts of that domain are shown; that of an account without one is empty. */
    public boolean include(String domain) {
        return all() || names.contains(domain);
    }

    /** Each name, in order; none for all. */
    public Stream<String> each() {
        return new TreeSet<>(names).stream();
    }
}
