package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.Arrays;

/**
 * A bounded set of keys, kept as 16-bit fingerprints in two generations: when the younger is full it becomes the older
 * and the former older one is forgotten, so that what is still used stays. What was never added passes for known in at
 * most size / 65 536 of the cases: 1 % where it is full. Not thread-safe: its profile guards it.
 */
public final class KnownKeys {

    private static final int LEAST_GROWTH = 4;
    private static final char[] NONE = {};

    private final char most;
    // Sorted, the first youngCount and all of the old.
    private char[] young = NONE;
    private char[] old = NONE;
    private char youngCount;

    /**
     * An empty set with room for so many keys.
     *
     * @param most keys of one generation, up to 65 535
     */
    public KnownKeys(int most) {
        this.most = (char) most;
    }

    /** Adds it; true when it was not known. */
    public boolean add(long key) {
        char fingerprint = (char) (key >>> 16);
        int place = Arrays.binarySearch(young, 0, youngCount, fingerprint);
        if (place >= 0) {
            return false;
        }
        boolean fresh = Arrays.binarySearch(old, fingerprint) < 0;
        if (youngCount == most) {
            old = young;
            young = NONE;
            youngCount = 0;
            place = -1;
        }
        insert(fingerprint, -place - 1);
        return fresh;
    }

    private void insert(char fingerprint, int place) {
        if (youngCount == young.length) {
            young = Arrays.copyOf(young, Math.min(most, young.length + Math.max(LEAST_GROWTH, young.length / 8)));
        }
        System.arraycopy(young, place, young, place + 1, youngCount - place);
        young[place] = fingerprint;
        youngCount++;
    }

    public boolean contains(long key) {
        char fingerprint = (char) (key >>> 16);
        return Arrays.binarySearch(young, 0, youngCount, fingerprint) >= 0
                || Arrays.binarySearch(old, fingerprint) >= 0;
    }

    /** Adds what the other one holds. */
    void addAll(KnownKeys other) {
        for (char fingerprint : other.old) {
            add((long) fingerprint << 16);
        }
        for (int i = 0; i < other.youngCount; i++) {
            add((long) other.young[i] << 16);
        }
    }

    public int size() {
        return youngCount + old.length;
    }

    public void write(SnapshotWriter out) {
        write(out, young, youngCount);
        write(out, old, old.length);
    }

    // Sorted and each once: what each has more than the one before.
    private static void write(SnapshotWriter out, char[] keys, int count) {
        out.number(count);
        int before = -1;
        for (int i = 0; i < count; i++) {
            out.number(keys[i] - before - 1L);
            before = keys[i];
        }
    }

    public void read(SnapshotReader in) throws UnreadableSnapshot {
        young = readSorted(in);
        youngCount = (char) young.length;
        old = readSorted(in);
    }

    private char[] readSorted(SnapshotReader in) throws UnreadableSnapshot {
        int count = in.count(most);
        char[] keys = count == 0 ? NONE : new char[count];
        int before = -1;
        for (int i = 0; i < count; i++) {
            before += 1 + in.number(Character.MAX_VALUE - 1 - before);
            keys[i] = (char) before;
        }
        return keys;
    }
}
