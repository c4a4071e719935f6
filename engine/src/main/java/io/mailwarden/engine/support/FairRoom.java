package io.mailwarden.engine.support;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Values by owner and key, so many in all, in which each owner has a fair share: while there is room anybody may take
 * it; when there is none, the oldest of whoever has most goes. So whoever puts in as much as he likes pushes out
 * nobody who has less. What is outdated goes by itself, an owner's at each putting. Thread-safe, by one lock; putting
 * and finding cost no more the more there is, but for the logarithm of how many different sizes shares have.
 */
public final class FairRoom<V> {

    /**
     * How values are kept: 24 bytes for one, with its key, where objects in a map would take a hundred.
     *
     * @param pack a value as a number, never {@link Long#MIN_VALUE}
     * @param unpack the value of that number
     */
    public record Packing<V>(ToLongFunction<V> pack, LongFunction<V> unpack) {}

    /** One owner's values, the oldest first. */
    public record Share<V>(long owner, Map<Long, V> values) {}

    // No value's number.
    private static final long NOTHING = Long.MIN_VALUE;

    private final int most;
    private final Predicate<V> outdated;
    private final Packing<V> packing;
    private final Map<Long, Packed> shares = new LinkedHashMap<>();
    // Who has how many; whoever came to it first is first.
    private final TreeMap<Integer, Set<Long>> bySize = new TreeMap<>();
    // Whose outdated values are looked for next.
    private final Deque<Long> turns = new ArrayDeque<>();
    private int size;

    /**
     * With room for so many.
     *
     * @param outdated whether a value is of no use any more; once it is, it stays so, and so are the owner's older ones
     */
    public FairRoom(int most, Predicate<V> outdated, Packing<V> packing) {
        this.most = most;
        this.outdated = outdated;
        this.packing = packing;
    }

    /** The owner's value of that key from now on, as the youngest of them. */
    public synchronized void put(long owner, long key, V value) {
        Packed share = shares.get(owner);
        if (share == null) {
            share = new Packed();
            shares.put(owner, share);
            turns.add(owner);
        }
        int before = share.size();
        share.remove(key);
        share.add(key, packing.pack().applyAsLong(value));
        resized(owner, before, share.size());
        tidyNext();
        if (size > most) {
            removeOldest(
                    bySize.descendingMap().values().iterator().next().iterator().next());
        }
    }

    /** The owner's value of that key. */
    public synchronized Optional<V> find(long owner, long key) {
        Packed share = shares.get(owner);
        long value = share == null ? NOTHING : share.get(key);
        return value == NOTHING
                ? Optional.empty()
                : Optional.of(packing.unpack().apply(value));
    }

    /** Puts another value in its place, no younger, unless it is not that any more; whether it did. */
    public synchronized boolean replace(long owner, long key, V old, V value) {
        Packed share = shares.get(owner);
        return share != null
                && share.replace(
                        key, packing.pack().applyAsLong(old), packing.pack().applyAsLong(value));
    }

    /** How many values there are. */
    public synchronized int size() {
        return size;
    }

    /** All that there is. */
    public synchronized List<Share<V>> shares() {
        List<Share<V>> all = new ArrayList<>(shares.size());
        shares.forEach((owner, share) -> all.add(new Share<>(owner, values(share))));
        return all;
    }

    private Map<Long, V> values(Packed share) {
        Map<Long, V> values = new LinkedHashMap<>();
        share.each((key, value) -> values.put(key, packing.unpack().apply(value)));
        return values;
    }

    private void tidyNext() {
        long owner = turns.remove();
        Packed share = shares.getOrDefault(owner, new Packed());
        int before = share.size();
        while (share.size() > 0 && outdated.test(packing.unpack().apply(share.oldest()))) {
            share.removeOldest();
        }
        resized(owner, before, share.size());
        if (share.size() == 0) {
            shares.remove(owner);
        } else {
            turns.add(owner);
        }
    }

    // Its share may be empty then, until its turn comes.
    private void removeOldest(long owner) {
        Packed share = shares.getOrDefault(owner, new Packed());
        int before = share.size();
        share.removeOldest();
        resized(owner, before, share.size());
    }

    private void resized(long owner, int before, int now) {
        if (before == now) {
            return;
        }
        size += now - before;
        if (before > 0) {
            Set<Long> those = bySize.getOrDefault(before, Set.of());
            those.remove(owner);
            if (those.isEmpty()) {
                bySize.remove(before);
            }
        }
        if (now > 0) {
            bySize.computeIfAbsent(now, count -> new LinkedHashSet<>()).add(owner);
        }
    }

    /**
     * Numbers by number, in the order in which they were added: a ring, and a table by hash of where in it each is
     * (linear probing; Knuth, volume 3, 6.4). What is removed in between leaves a gap until the ring grows or its turn
     * comes.
     */
    private static final class Packed {

        private static final int FIRST_ROOM = 4;

        // Powers of two; the table is twice as long, and holds places counted from 1.
        private long[] keys = new long[FIRST_ROOM];
        private long[] values = new long[FIRST_ROOM];
        private int[] table = new int[2 * FIRST_ROOM];
        private int first;
        private int used;
        private int size;

        int size() {
            return size;
        }

        long get(long key) {
            int slot = slot(key);
            return table[slot] == 0 ? NOTHING : values[table[slot] - 1];
        }

        boolean replace(long key, long old, long value) {
            int slot = slot(key);
            if (table[slot] == 0 || values[table[slot] - 1] != old) {
                return false;
            }
            values[table[slot] - 1] = value;
            return true;
        }

        /** One that is not there. */
        void add(long key, long value) {
            if (used == keys.length) {
                refit();
            }
            int place = first + used & keys.length - 1;
            keys[place] = key;
            values[place] = value;
            table[slot(key)] = place + 1;
            used++;
            size++;
        }

        void remove(long key) {
            int slot = slot(key);
            if (table[slot] != 0) {
                values[table[slot] - 1] = NOTHING;
                free(slot);
                size--;
                passGaps();
            }
        }

        long oldest() {
            return values[first];
        }

        void removeOldest() {
            remove(keys[first]);
        }

        void each(LongBinary work) {
            for (int i = 0; i < used; i++) {
                int place = first + i & keys.length - 1;
                if (values[place] != NOTHING) {
                    work.with(keys[place], values[place]);
                }
            }
        }

        // The oldest is never a gap.
        private void passGaps() {
            while (used > 0 && values[first] == NOTHING) {
                first = first + 1 & keys.length - 1;
                used--;
            }
        }

        // Without gaps, and with room for half as many again, or less if there were many.
        private void refit() {
            Packed other = new Packed();
            int room = FIRST_ROOM;
            while (room < size + size / 2 + 1) {
                room *= 2;
            }
            other.keys = new long[room];
            other.values = new long[room];
            other.table = new int[2 * room];
            each(other::add);
            keys = other.keys;
            values = other.values;
            table = other.table;
            first = 0;
            used = size;
        }

        // Where the key is in the table, or would be.
        private int slot(long key) {
            int slot = home(key);
            while (table[slot] != 0 && keys[table[slot] - 1] != key) {
                slot = slot + 1 & table.length - 1;
            }
            return slot;
        }

        private int home(long key) {
            return (int) (key * 0x9E37_79B9_7F4A_7C15L >>> Integer.SIZE) & table.length - 1;
        }

        // What stood behind it moves up, as far as it may (Knuth's algorithm R).
        private void free(int slot) {
            int hole = slot;
            int next = slot + 1 & table.length - 1;
            while (table[next] != 0) {
                int home = home(keys[table[next] - 1]);
                boolean stays = hole <= next ? hole < home && home <= next : hole < home || home <= next;
                if (!stays) {
                    table[hole] = table[next];
                    hole = next;
                }
                next = next + 1 & table.length - 1;
            }
            table[hole] = 0;
        }
    }

    private interface LongBinary {
        void with(long key, long value);
    }
}
