package io.mailwarden.engine.eventlog;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far each node's part of the event log is known: the highest sequence of each node. Most installations have one
 * node, which takes 24 bytes; each further one takes 8. Not thread-safe: its owner guards it.
 */
public final class LogPositions {

    /** The highest number of a node; nodes count from 0. */
    public static final int LAST_NODE = 0xFFFF;

    /** The highest sequence; sequences count from 1. */
    public static final long LAST_SEQUENCE = (1L << 48) - 1;

    private static final int SEQUENCE_BITS = 48;
    private static final long[] NONE = {};

    // The node in the high 16 bits; 0 for none.
    private long first;
    // Of other nodes, by number.
    private long[] more = NONE;

    /** Of the start of the log. */
    public LogPositions() {}

    /** The positions with those highest sequences, by node. */
    public static LogPositions of(Map<Integer, Long> sequences) {
        LogPositions positions = new LogPositions();
        sequences.forEach(positions::advance);
        return positions;
    }

    /** The highest sequence of that node; 0 when there is none. */
    public long of(int node) {
        if (first >>> SEQUENCE_BITS == node) {
            return first & LAST_SEQUENCE;
        }
        int place = place(node);
        return place < 0 ? 0 : more[place] & LAST_SEQUENCE;
    }

    /** Whether that entry is behind: known already. */
    public boolean covers(int node, long sequence) {
        return sequence <= of(node);
    }

    /** Goes on to that entry; stays where it is when it is further already. */
    public void advance(int node, long sequence) {
        if (node < 0 || node > LAST_NODE || sequence < 1 || sequence > LAST_SEQUENCE) {
            throw new IllegalArgumentException("no node and sequence: " + node + ", " + sequence);
        }
        if (covers(node, sequence)) {
            return;
        }
        long packed = (long) node << SEQUENCE_BITS | sequence;
        if (first == 0 || first >>> SEQUENCE_BITS == node) {
            first = packed;
            return;
        }
        int place = place(node);
        if (place < 0) {
            place = insert(-place - 1);
        }
        more[place] = packed;
    }

    private int place(int node) {
        int from = 0;
        int to = more.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            int there = (int) (more[middle] >>> SEQUENCE_BITS);
            if (there == node) {
                return middle;
            }
            from = there < node ? middle + 1 : from;
            to = there < node ? to : middle;
        }
        return -from - 1;
    }

    private int insert(int place) {
        long[] longer = Arrays.copyOf(more, more.length + 1);
        System.arraycopy(more, place, longer, place + 1, more.length - place);
        more = longer;
        return place;
    }

    /** The highest sequence of each node that has one, by node. Immutable. */
    public SortedMap<Integer, Long> asMap() {
        SortedMap<Integer, Long> map = new TreeMap<>();
        if (first != 0) {
            map.put((int) (first >>> SEQUENCE_BITS), first & LAST_SEQUENCE);
        }
        for (long packed : more) {
            map.put((int) (packed >>> SEQUENCE_BITS), packed & LAST_SEQUENCE);
        }
        return Collections.unmodifiableSortedMap(map);
    }

    /** The same, for somebody else to go on with. */
    public LogPositions copy() {
        LogPositions copy = new LogPositions();
        copy.first = first;
        copy.more = more.length == 0 ? NONE : more.clone();
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogPositions positions && asMap().equals(positions.asMap());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    /** Node and sequence, such as {1=17}. */
    @Override
    public String toString() {
        return asMap().toString();
    }

    /** Writes the positions, in the order of the nodes. */
    public void write(SnapshotWriter out) {
        SortedMap<Integer, Long> map = asMap();
        out.number(map.size());
        map.forEach((node, sequence) -> {
            out.number(node);
            out.number(sequence);
        });
    }

    /** Reads what {@link #write} wrote. */
    public static LogPositions read(SnapshotReader in) throws UnreadableSnapshot {
        LogPositions positions = new LogPositions();
        int count = in.count(LAST_NODE + 1);
        int before = -1;
        for (int i = 0; i < count; i++) {
            int node = in.number(LAST_NODE);
            long sequence = in.number();
            if (node <= before || sequence < 1 || sequence > LAST_SEQUENCE) {
                throw in.unreadable("no position: " + node + ", " + sequence);
            }
            positions.advance(node, sequence);
            before = node;
        }
        return positions;
    }
}
