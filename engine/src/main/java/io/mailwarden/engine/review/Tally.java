package io.mailwarden.engine.review;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by name since the process began. Thread-safe; the names are few and fixed by the code. */
final class Tally {

    private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** Counts one more of that name. */
    void count(String name) {
        LongAdder known = counts.get(name);
        // Only the first one of a name needs the map's lock.
        (known == null ? counts.computeIfAbsent(name, key -> new LongAdder()) : known).increment();
    }

    /** How many of that name. */
    long of(String name) {
        LongAdder count = counts.get(name);
        return count == null ? 0 : count.sum();
    }

    /** All names with their counts. */
    Map<String, Long> all() {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }
}
