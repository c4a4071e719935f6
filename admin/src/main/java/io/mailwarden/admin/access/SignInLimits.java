package io.mailwarden.admin.access;

import com.github.benmanes.caffeine.cache.Cache;
import io.mailwarden.engine.support.Caches;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Slows down who guesses, by address and by name, and locks nobody: a browser that signed in before waits for its own
 * mistakes only. Each try counts before it is judged, so that a hundred at once are a hundred; one that succeeds is taken
 * back. Thread-safe; in memory of one node.
 *
 * <p>Five tries of an address or browser cost nothing (NIST SP 800-63B-4 3.2.2 allows a hundred in all), ten of a name,
 * whose owner may have several; each further one doubles the pause, to a minute: 1 440 guesses a day at most. After a
 * quarter of an hour without a try all is forgotten.
 */
final class SignInLimits {

    private static final int FREE_OF_ADDRESS = 5;
    private static final int FREE_OF_NAME = 10;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int MOST_KEYS = 20_000;

    private record Tries(int count, Instant last, Instant next) {}

    /** What a try counts against. */
    record Key(String name, int free) {}

    private final Cache<String, Tries> tries = Caches.ofMost(MOST_KEYS);
    private final Clock clock;

    SignInLimits(Clock clock) {
        this.clock = clock;
    }

    /**
     * What a try from there for that name counts against.
     *
     * @param browser of that name's owner, which signed in before; empty when it did not
     */
    static List<Key> keys(String address, String name, Optional<String> browser) {
        return browser.map(id -> List.of(new Key("browser " + id, FREE_OF_ADDRESS)))
                .orElseGet(() ->
                        List.of(new Key("address " + address, FREE_OF_ADDRESS), new Key("name " + name, FREE_OF_NAME)));
    }

    /** Counts a try; or how long to wait before the next, when it comes too early: then it does not count. */
    synchronized Optional<Duration> begin(List<Key> keys) {
        Instant now = clock.instant();
        Optional<Duration> wait = keys.stream()
                .map(key -> Duration.between(now, current(key, now).next()))
                .filter(pause -> !pause.isNegative() && !pause.isZero())
                .max(Duration::compareTo);
        if (wait.isEmpty()) {
            keys.forEach(key -> count(key, now));
        }
        return wait;
    }

    private Tries current(Key key, Instant now) {
        Tries there = tries.getIfPresent(key.name());
        return there == null || there.last().plus(FORGOTTEN_AFTER).isBefore(now) ? new Tries(0, now, now) : there;
    }

    private void count(Key key, Instant now) {
        int count = current(key, now).count() + 1;
        tries.put(key.name(), new Tries(count, now, now.plus(pause(count - key.free()))));
    }

    private static Duration pause(int beyond) {
        if (beyond < 0) {
            return Duration.ZERO;
        }
        return beyond >= MOST_DOUBLINGS ? LONGEST : Duration.ofSeconds(1L << beyond);
    }

    /** The try succeeded: as if it had not been. What others tried stays. */
    synchronized void succeeded(List<Key> keys) {
        for (Key key : new ArrayList<>(keys)) {
            Tries there = tries.getIfPresent(key.name());
            if (there != null && there.count() <= 1) {
                tries.invalidate(key.name());
            } else if (there != null) {
                tries.put(key.name(), new Tries(there.count() - 1, there.last(), there.last()));
            }
        }
    }
}
