package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.profile.habit.Decay;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Instant;

/**
 * How common each trait of a login is in the whole organisation: a count-min sketch with conservative update (Cormode
 * and Muthukrishnan 2005; Estan and Varghese 2002), so that memory does not grow with the number of addresses; it never
 * counts too little. All counts halve with every half-life. 2 MiB. Thread-safe.
 */
public final class Commonness {

    private static final int ROWS = 4;
    private static final int WIDTH = 1 << 17;
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final int halfLifeMinutes;
    private final int[][] counts = new int[ROWS][WIDTH];
    private final long[] totals = new long[Trait.values().length];
    private final long[] distinct = new long[Trait.values().length];
    private int halvedAt;

    Commonness(int halfLifeMinutes) {
        this.halfLifeMinutes = halfLifeMinutes;
    }

    public synchronized void learn(Footprint footprint, Instant at) {
        fade(Decay.minute(at));
        for (Trait trait : Trait.OF_LOGINS) {
            long key = footprint.key(trait);
            if (key != 0) {
                learn(trait, hash(trait, key));
            }
        }
    }

    private void learn(Trait trait, long hash) {
        int least = estimate(hash);
        distinct[trait.number()] += least == 0 ? 1 : 0;
        totals[trait.number()]++;
        for (int row = 0; row < ROWS; row++) {
            int slot = slot(hash, row);
            counts[row][slot] = Math.max(counts[row][slot], least + 1);
        }
    }

    private void fade(int minute) {
        if (halvedAt == 0) {
            halvedAt = minute;
        }
        if (minute - halvedAt < halfLifeMinutes) {
            return;
        }
        int times = Math.min(31, (minute - halvedAt) / halfLifeMinutes);
        for (int[] row : counts) {
            for (int i = 0; i < WIDTH; i++) {
                row[i] >>>= times;
            }
        }
        for (int i = 0; i < totals.length; i++) {
            totals[i] >>>= times;
        }
        halvedAt = minute;
    }

    /** How many logins have that, faded. */
    public synchronized int count(Trait trait, long key) {
        return key == 0 ? 0 : estimate(hash(trait, key));
    }

    /** How many logins have any of that trait, faded. */
    public synchronized long total(Trait trait) {
        return totals[trait.number()];
    }

    /** How many different ones of that trait were seen, those that faded away included. */
    public synchronized long distinct(Trait trait) {
        return distinct[trait.number()];
    }

    private int estimate(long hash) {
        int least = Integer.MAX_VALUE;
        for (int row = 0; row < ROWS; row++) {
            least = Math.min(least, counts[row][slot(hash, row)]);
        }
        return least;
    }

    private static long hash(Trait trait, long key) {
        long hash = (key + trait.number() + 1) * STEP;
        return hash ^ hash >>> 31;
    }

    private static int slot(long hash, int row) {
        return (int) (hash + row * (hash >>> 40 | 1) >>> 7) & WIDTH - 1;
    }

    // Most counts are small and many are 0: these by how many follow each other.
    synchronized void write(SnapshotWriter out) {
        out.number(halvedAt);
        out.number(totals.length);
        for (int i = 0; i < totals.length; i++) {
            out.number(totals[i]);
            out.number(distinct[i]);
        }
        for (int[] row : counts) {
            for (int i = 0; i < WIDTH; ) {
                int blank = blanks(row, i);
                out.number(blank > 0 ? 0 : row[i]);
                if (blank > 0) {
                    out.number(blank - 1L);
                }
                i += Math.max(1, blank);
            }
        }
    }

    private static int blanks(int[] row, int from) {
        int to = from;
        while (to < WIDTH && row[to] == 0) {
            to++;
        }
        return to - from;
    }

    synchronized void read(SnapshotReader in) throws UnreadableSnapshot {
        halvedAt = in.number(Integer.MAX_VALUE);
        int traits = in.count(totals.length);
        for (int i = 0; i < traits; i++) {
            totals[i] = in.number(Long.MAX_VALUE);
            distinct[i] = in.number(Long.MAX_VALUE);
        }
        for (int[] row : counts) {
            for (int i = 0; i < WIDTH; ) {
                row[i] = in.number(Integer.MAX_VALUE);
                i += row[i] == 0 ? 1 + in.number(WIDTH - 1 - i) : 1;
            }
        }
    }
}
