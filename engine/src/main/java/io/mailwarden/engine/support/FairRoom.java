package io.mailwarden.engine.support;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Values by owner and key, so many in all, in which each owner has a fair share: while there is room anybody may take
 * it; when there is none, the oldest of whoever has most goes. So whoever puts in as much as he likes pushes out
 * nobody who has less. What is outdated goes by itself, an owner's at each putting. Thread-safe, by one lock; putting
 * and finding cost no more the more there is, but for the logarithm of how many different sizes shares have.
 */
public final class FairRoom<V> {

    /** One owner's values, the oldest first. */
    public record Share<V>(long owner, Map<Long, V> values) {}

    private final int most;
    private final Predicate<V> outdated;
    private final Map<Long, LinkedHashMap<Long, V>> shares = new LinkedHashMap<>();
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
    public FairRoom(int most, Predicate<V> outdated) {
        this.most = most;
        this.outdated = outdated;
    }

    /** The owner's value of that key from now on, as the youngest of them. */
    public synchronized void put(long owner, long key, V value) {
        LinkedHashMap<Long, V> share = shares.get(owner);
        if (share == null) {
            share = new LinkedHashMap<>();
            shares.put(owner, share);
            turns.add(owner);
        }
        int before = share.size();
        share.remove(key);
        share.put(key, value);
        resized(owner, before, share.size());
        tidyNext();
        if (size > most) {
            removeOldest(
                    bySize.descendingMap().values().iterator().next().iterator().next());
        }
    }

    /** The owner's value of that key. */
    public synchronized Optional<V> find(long owner, long key) {
        return Optional.ofNullable(shares.get(owner)).map(share -> share.get(key));
    }

    /** Puts another value in its place, no younger, unless it is not that any more; whether it did. */
    public synchronized boolean replace(long owner, long key, V old, V value) {
        Map<Long, V> share = shares.get(owner);
        return share != null && share.replace(key, old, value);
    }

    /** How many values there are. */
    public synchronized int size() {
        return size;
    }

    /** All that there is. */
    public synchronized List<Share<V>> shares() {
        List<Share<V>> all = new ArrayList<>(shares.size());
        shares.forEach((owner, values) -> all.add(new Share<>(owner, new LinkedHashMap<>(values))));
        return all;
    }

    private void tidyNext() {
        long owner = turns.remove();
        LinkedHashMap<Long, V> share = shares.getOrDefault(owner, new LinkedHashMap<>());
        int before = share.size();
        Iterator<V> values = share.values().iterator();
        while (values.hasNext() && outdated.test(values.next())) {
            values.remove();
        }
        resized(owner, before, share.size());
        if (share.isEmpty()) {
            shares.remove(owner);
        } else {
            turns.add(owner);
        }
    }

    // Its share may be empty then, until its turn comes.
    private void removeOldest(long owner) {
        LinkedHashMap<Long, V> share = shares.getOrDefault(owner, new LinkedHashMap<>());
        int before = share.size();
        share.remove(share.keySet().iterator().next());
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
}
