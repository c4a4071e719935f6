package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.profile.habit.KnownKeys;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Domains that mail linked to: up to 32 768 of 2 bytes, spread, so that 1 % of unknown ones pass for known and not half
 * of them. One of which nothing is known takes 300 bytes. Thread-safe.
 */
final class LinkedDomains {

    private static final int SETS = 64;
    private static final int MOST_IN_SET = 256;

    private final @Nullable KnownKeys[] sets = new KnownKeys[SETS];
    private int size;

    /** Adds it; true when it was not known. */
    synchronized boolean add(long key) {
        int set = set(key);
        KnownKeys known = sets[set];
        if (known == null) {
            known = new KnownKeys(MOST_IN_SET);
            sets[set] = known;
        }
        int before = known.size();
        boolean fresh = known.add(key);
        size += known.size() - before;
        return fresh;
    }

    synchronized boolean contains(long key) {
        KnownKeys known = sets[set(key)];
        return known != null && known.contains(key);
    }

    synchronized int size() {
        return size;
    }

    // By other bits than the set itself goes by.
    private static int set(long key) {
        return (int) (key >>> 48) % SETS;
    }

    synchronized void write(SnapshotWriter out) {
        for (KnownKeys known : sets) {
            (known == null ? new KnownKeys(MOST_IN_SET) : known).write(out);
        }
    }

    synchronized void read(SnapshotReader in) throws UnreadableSnapshot {
        size = 0;
        for (int set = 0; set < SETS; set++) {
            KnownKeys known = new KnownKeys(MOST_IN_SET);
            known.read(in);
            sets[set] = known.size() == 0 ? null : known;
            size += known.size();
        }
    }
}
