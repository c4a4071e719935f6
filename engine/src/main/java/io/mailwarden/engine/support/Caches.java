package io.mailwarden.engine.support;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.function.BiConsumer;

/** Makes bounded caches that push out what is used least. */
public final class Caches {

    private Caches() {}

    /**
     * A cache with room for so many entries. Whoever uses it keeps it in order, a few entries at a time: handing that
     * to another thread costs more, and leaves to chance what is pushed out.
     */
    public static <K, V> Cache<K, V> ofMost(long entries) {
        return bounded(entries).build();
    }

    /** The same, telling what is pushed out at the moment when it is. */
    public static <K, V> Cache<K, V> ofMost(long entries, BiConsumer<K, V> pushedOut) {
        return bounded(entries)
                .<K, V>evictionListener((key, value, cause) -> {
                    if (key != null && value != null) {
                        pushedOut.accept(key, value);
                    }
                })
                .build();
    }

    private static Caffeine<Object, Object> bounded(long entries) {
        return Caffeine.newBuilder().maximumSize(entries).executor(Runnable::run);
    }

    /** All entries of one made here, in the order in which they would be pushed out now. */
    public static <K, V> Map<K, V> firstToGo(Cache<K, V> cache) {
        return cache.policy()
                .eviction()
                .map(eviction -> eviction.coldest(Integer.MAX_VALUE))
                .orElseGet(() -> Map.copyOf(cache.asMap()));
    }
}
