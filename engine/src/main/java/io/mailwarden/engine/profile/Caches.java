package io.mailwarden.engine.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Makes bounded caches that push out what is used least. */
final class Caches {

    private Caches() {}

    /**
     * Of so many entries. Whoever uses it keeps it in order, a few entries at a time: handing that to another thread
     * costs more, and leaves to chance what is pushed out.
     */
    static <K, V> Cache<K, V> ofMost(long entries) {
        return Caffeine.newBuilder()
                .maximumSize(entries)
                .executor(Runnable::run)
                .build();
    }
}
