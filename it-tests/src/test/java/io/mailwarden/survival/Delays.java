package io.mailwarden.survival;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Times from a cause on one node to its effect on another. Not thread-safe. */
final class Delays {

    private static final int PERCENT = 100;

    private final String what;
    private final List<Duration> all = new ArrayList<>();

    Delays(String what) {
        this.what = what;
    }

    void add(Duration delay) {
        all.add(delay);
    }

    /** At most that many in a hundred took longer. */
    Duration percentile(int percent) {
        List<Duration> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        return sorted.get(Math.max(0, (sorted.size() * percent + PERCENT - 1) / PERCENT - 1));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: p50 %d ms, p99 %d ms, most %d ms (n = %d)",
                what,
                percentile(50).toMillis(),
                percentile(99).toMillis(),
                percentile(PERCENT).toMillis(),
                all.size());
    }
}
