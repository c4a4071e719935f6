package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.UnreadableSnapshot;

/**
 * How common each trait of a login was on the whole server, as stores of the first format have it: a count-min sketch
 * (Cormode and Muthukrishnan 2005). Only read any more, until what each organisation does is learned anew. Thread-safe:
 * nothing changes it.
 */
final class OlderSketch {

    private static final int ROWS = 4;
    private static final int WIDTH = 1 << 17;
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final int[][] counts = new int[ROWS][WIDTH];
    private final long[] totals = new long[Trait.values().length];

    /** How many logins had that, faded. */
    int count(Trait trait, long key) {
        if (key == 0) {
            return 0;
        }
        long hash = hash(trait, key);
        int least = Integer.MAX_VALUE;
        for (int row = 0; row < ROWS; row++) {
            least = Math.min(least, counts[row][slot(hash, row)]);
        }
        return least;
    }

    /** How many logins had any of that trait, faded. */
    long total(Trait trait) {
        return totals[trait.number()];
    }

    private static long hash(Trait trait, long key) {
        long hash = (key + trait.number() + 1) * STEP;
        return hash ^ hash >>> 31;
    }

    private static int slot(long hash, int row) {
        return (int) (hash + row * (hash >>> 40 | 1) >>> 7) & WIDTH - 1;
    }

    static OlderSketch read(SnapshotReader in) throws UnreadableSnapshot {
        OlderSketch sketch = new OlderSketch();
        in.number(Integer.MAX_VALUE); // when it faded last
        int traits = in.count(sketch.totals.length);
        for (int i = 0; i < traits; i++) {
            sketch.totals[i] = in.number(Long.MAX_VALUE);
            in.number(Long.MAX_VALUE); // how many different ones
        }
        for (int[] row : sketch.counts) {
            for (int i = 0; i < WIDTH; ) {
                row[i] = in.number(Integer.MAX_VALUE);
                i += row[i] == 0 ? 1 + in.number(WIDTH - 1 - i) : 1;
            }
        }
        return sketch;
    }
}
