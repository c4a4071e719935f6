package io.mailwarden.engine.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Things an account uses, each with the time of its last use and a count: bounded, the longest unused go first, and
 * what was not used for long is forgotten. Not thread-safe: its profile guards it.
 */
final class RecentKeys<K> {

    private record Use(Instant last, long count) {

        private Use again(Instant at) {
            return new Use(last.isBefore(at) ? at : last, count + 1);
        }
    }

    private final int most;
    // Least recently used first: a use takes the key out and puts it in again.
    private final LinkedHashMap<K, Use> uses = new LinkedHashMap<>(4);

    RecentKeys(int most) {
        this.most = most;
    }

    void use(K key, Instant at) {
        Use before = uses.remove(key);
        uses.put(key, before == null ? new Use(at, 1) : before.again(at));
        if (uses.size() > most) {
            uses.remove(uses.keySet().iterator().next());
        }
    }

    boolean knows(K key, Instant at, Duration forgetAfter) {
        Use use = uses.get(key);
        return use != null && !use.last().plus(forgetAfter).isBefore(at);
    }

    /** Most used first, with their counts. */
    List<Map.Entry<K, Long>> byCount() {
        List<Map.Entry<K, Long>> all = new ArrayList<>();
        uses.forEach((key, use) -> all.add(Map.entry(key, use.count())));
        all.sort(Map.Entry.<K, Long>comparingByValue().reversed());
        return all;
    }
}
