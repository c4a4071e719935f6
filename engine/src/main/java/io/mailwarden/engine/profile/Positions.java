package io.mailwarden.engine.profile;

import java.util.Map;
import java.util.TreeMap;

/** How far each node's part of the event log is read. Not thread-safe. */
public final class Positions {

    private final Map<Integer, Long> sequences = new TreeMap<>();

    /** The highest sequence of that node; 0 when nothing was read of it. */
    public long of(int node) {
        return sequences.getOrDefault(node, 0L);
    }

    /** Whether that entry was read. */
    public boolean covers(int node, long sequence) {
        return sequence <= of(node);
    }

    /** That entry, and all before it of the node, were read. */
    public void advance(int node, long sequence) {
        sequences.merge(node, sequence, Math::max);
    }

    /** By node, of those that anything was read of. */
    public Map<Integer, Long> asMap() {
        return Map.copyOf(sequences);
    }
}
