package io.mailwarden.survival;

import io.mailwarden.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Beats a hundred times a second, and remembers for how long it was kept from it: a machine that has no time for this
 * process has none for the server either, and what is promised within a second is promised for a machine that runs.
 * Thread-safe.
 */
final class Pulse {

    private static final long BEAT_NANOS = 10_000_000;
    private static final int MOST = 100_000;
    private static final Pulse ONE = new Pulse();

    // Nanoseconds missed, by when the beat came at last.
    private final NavigableMap<Instant, Long> missed = new ConcurrentSkipListMap<>();

    private Pulse() {
        Thread thread = new Thread(this::beat, "pulse");
        thread.setDaemon(true);
        thread.start();
    }

    /** That of this process. */
    static Pulse one() {
        return ONE;
    }

    private void beat() {
        long before = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(BEAT_NANOS);
            long now = System.nanoTime();
            missed.put(TestTime.now(), Math.max(0, now - before - BEAT_NANOS));
            before = now;
            if (missed.size() > MOST) {
                missed.pollFirstEntry();
            }
        }
    }

    /** How much of that time the machine had nothing for this process; none when it ends before it begins. */
    Duration missed(Instant from, Instant to) {
        if (from.isAfter(to)) {
            return Duration.ZERO;
        }
        long nanos = missed.subMap(from, to).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return Duration.ofNanos(nanos);
    }
}
