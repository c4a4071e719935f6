package io.mailwarden.engine.profile;

import java.time.Instant;

/**
 * How common each trait of a login is in the whole organisation: a count-min sketch with conservative update (Cormode and
 * Muthukrishnan 2005; Estan and Varghese 2002), so that memory does not grow with the number of addresses; it never
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

    synchronized void learn(Footprint footprint, Instant at) {
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
        distinct[trait.ordinal()] += least == 0 ? 1 : 0;
        totals[trait.ordinal()]++;
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
        return totals[trait.ordinal()];
    }

    /** How many different ones of that trait were seen, those that faded away included. */
    public synchronized long distinct(Trait trait) {
        return distinct[trait.ordinal()];
    }

    private int estimate(long hash) {
        int least = Integer.MAX_VALUE;
        for (int row = 0; row < ROWS; row++) {
            least = Math.min(least, counts[row][slot(hash, row)]);
        }
        return least;
    }

    private static long hash(Trait trait, long key) {
        long hash = (key + trait.ordinal() + 1) * STEP;
        return hash ^ hash >>> 31;
    }

    private static int slot(long hash, int row) {
        return (int) (hash + row * (hash >>> 40 | 1) >>> 7) & WIDTH - 1;
    }
}
