package io.mailwarden.engine.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The latest events of one kind at one place, such as wrong passwords: who it was, and a 12-bit mark. Bounded, the oldest
 * go first; 16 bytes each. Thread-safe.
 */
final class Recent {

    private static final int FIRST_ROOM = 4;
    private static final int MARK_BITS = 13;
    private static final long MARK = (1L << MARK_BITS) - 1;

    private final int most;
    private long[] seconds = new long[0];
    // Who (51 bits of a key) and the mark.
    private long[] tries = new long[0];
    private int size;

    Recent(int most) {
        this.most = most;
    }

    /**
     * One event.
     *
     * @param who key of what the keeper tells apart: a network, or an account
     * @param mark 0 to 4095, or -1 when not known; those without count as one and the same
     */
    synchronized void add(Instant at, long who, int mark) {
        if (size == most) {
            System.arraycopy(seconds, 1, seconds, 0, --size);
            System.arraycopy(tries, 1, tries, 0, size);
        } else if (size == seconds.length) {
            int room = Math.min(most, Math.max(FIRST_ROOM, 2 * size));
            seconds = Arrays.copyOf(seconds, room);
            tries = Arrays.copyOf(tries, room);
        }
        seconds[size] = at.getEpochSecond();
        tries[size++] = who << MARK_BITS | mark + 1;
    }

    /** How many different marks there were in the window before that time. */
    int distinctMarks(Instant at, Duration window) {
        return distinct(at, window, 0, 0, MARK);
    }

    /** How many different marks came from that one in the window before that time. */
    int distinctMarksOf(long who, Instant at, Duration window) {
        return distinct(at, window, ~MARK, who << MARK_BITS, MARK);
    }

    /** How many different pairs of who and mark there were in the window before that time. */
    int distinctTries(Instant at, Duration window) {
        return distinct(at, window, 0, 0, -1);
    }

    /** How many different ones there were in the window before that time, whatever the mark. */
    int distinctWho(Instant at, Duration window) {
        return distinct(at, window, 0, 0, ~MARK);
    }

    // Counts different values of the told bits among the tries whose chosen bits are the wanted ones.
    private synchronized int distinct(Instant at, Duration window, long chosen, long wanted, long told) {
        long to = at.getEpochSecond();
        long from = to - window.toSeconds();
        long[] found = new long[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (seconds[i] >= from && seconds[i] <= to && (tries[i] & chosen) == wanted) {
                found[count++] = tries[i] & told;
            }
        }
        Arrays.sort(found, 0, count);
        int distinct = count == 0 ? 0 : 1;
        for (int i = 1; i < count; i++) {
            distinct += found[i] == found[i - 1] ? 0 : 1;
        }
        return distinct;
    }
}
