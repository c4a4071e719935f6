package io.mailwarden.engine.profile;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps by name what was used lately. When the younger half is full it becomes the older, and what was not used since it
 * became so is forgotten: coarser than a cache that orders every use, and half the price. Thread-safe.
 */
final class Lately<V> {

    private record Halves<V>(ConcurrentMap<String, V> younger, ConcurrentMap<String, V> older) {}

    private final long most;
    private volatile Halves<V> halves = new Halves<>(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());

    /** Of so many at most; half as many at least. */
    Lately(long most) {
        this.most = most;
    }

    /** What has that name; made when there is nothing. */
    V use(String name, Supplier<V> maker) {
        Halves<V> now = halves;
        V known = now.younger.get(name);
        if (known != null) {
            return known;
        }
        V found = now.younger.computeIfAbsent(name, key -> {
            V older = now.older.remove(key);
            return older == null ? maker.get() : older;
        });
        if (now.younger.size() > most / 2) {
            turn(now);
        }
        return found;
    }

    private synchronized void turn(Halves<V> before) {
        if (halves == before) {
            halves = new Halves<>(new ConcurrentHashMap<>(), before.younger);
        }
    }

    /** What has that name, which does not count as a use. */
    @Nullable V look(String name) {
        Halves<V> now = halves;
        V known = now.younger.get(name);
        return known == null ? now.older.get(name) : known;
    }

    /** Forgets what has that name, and returns it. */
    @Nullable V remove(String name) {
        Halves<V> now = halves;
        V known = now.younger.remove(name);
        return known == null ? now.older.remove(name) : known;
    }
}
