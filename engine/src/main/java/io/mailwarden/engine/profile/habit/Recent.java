package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The latest events of one kind at one place, such as wrong passwords: who it was, and a 12-bit mark. The same one
 * again only renews its time, so that a client that repeats its old password pushes nothing out. Bounded, the oldest go
 * first; 8 bytes each. Thread-safe.
 */
public final class Recent {

    private static final int FIRST_ROOM = 4;
    private static final int MARK_BITS = 13;
    private static final int MARK = (1 << MARK_BITS) - 1;
    private static final int ALL = -1;
    private static final int[] NONE = {};

    private final int most;
    // Seconds since 1970, unsigned: until 2106.
    private int[] seconds = NONE;
    // Who (19 bits of a key: two of 256 look the same in 6 % of the cases) and the mark.
    private int[] tries = NONE;
    private int size;

    public Recent(int most) {
        this.most = most;
    }

    /**
     * Adds an event, in place of the oldest when there is no room.
     *
     * @param who key of what the keeper tells apart: a network, or an account
     * @param mark 0 to 4095, or -1 when not known; those without count as one and the same
     */
    public synchronized void add(Instant at, long who, int mark) {
        int tried = who(who) | mark + 1;
        long second = second(at);
        int place = find(tried);
        if (place < 0) {
            place = size < most ? append() : oldest();
            tries[place] = tried;
            seconds[place] = (int) second;
        } else {
            seconds[place] = (int) Math.max(second, time(place));
        }
    }

    private static int who(long key) {
        return (int) key << MARK_BITS;
    }

    private static long second(Instant at) {
        return Math.max(0, Math.min(0xFFFF_FFFFL, at.getEpochSecond()));
    }

    private long time(int index) {
        return Integer.toUnsignedLong(seconds[index]);
    }

    private int find(int tried) {
        for (int i = 0; i < size; i++) {
            if (tries[i] == tried) {
                return i;
            }
        }
        return -1;
    }

    private int append() {
        if (size == seconds.length) {
            int room = Math.min(most, Math.max(FIRST_ROOM, 2 * size));
            seconds = Arrays.copyOf(seconds, room);
            tries = Arrays.copyOf(tries, room);
        }
        return size++;
    }

    private int oldest() {
        int oldest = 0;
        for (int i = 1; i < size; i++) {
            oldest = time(i) < time(oldest) ? i : oldest;
        }
        return oldest;
    }

    /** How many different marks there were in the window before that time. */
    public int distinctMarks(Instant at, Duration window) {
        return distinct(at, window, 0, 0, MARK);
    }

    /** How many different marks came from that one in the window before that time. */
    public int distinctMarksOf(long who, Instant at, Duration window) {
        return distinct(at, window, ~MARK, who(who), MARK);
    }

    /** How many different pairs of who and mark there were in the window before that time. */
    public int distinctTries(Instant at, Duration window) {
        return distinct(at, window, 0, 0, ALL);
    }

    /** How many different ones there were in the window before that time, whatever the mark. */
    public int distinctWho(Instant at, Duration window) {
        return distinct(at, window, 0, 0, ~MARK);
    }

    /** How many are kept, however old. */
    public synchronized int size() {
        return size;
    }

    // Counts different values of the told bits among the tries whose chosen bits are the wanted ones.
    private synchronized int distinct(Instant at, Duration window, int chosen, int wanted, int told) {
        long to = second(at);
        long from = to - window.toSeconds();
        int[] found = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (time(i) >= from && time(i) <= to && (tries[i] & chosen) == wanted) {
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

    public void write(SnapshotWriter out) {
        write(out, 0);
    }

    /** Leaves out what is older than that second since 1970. */
    public synchronized void write(SnapshotWriter out, long from) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += time(i) >= from ? 1 : 0;
        }
        out.number(count);
        long latest = latest();
        out.number(latest);
        for (int i = 0; i < size; i++) {
            if (time(i) >= from) {
                out.number(latest - time(i));
                out.bits32(tries[i]);
            }
        }
    }

    /** Time of the latest one, in seconds since 1970; 0 when there is none. */
    public synchronized long latest() {
        long latest = 0;
        for (int i = 0; i < size; i++) {
            latest = Math.max(latest, time(i));
        }
        return latest;
    }

    public static Recent read(SnapshotReader in, int most) throws UnreadableSnapshot {
        Recent recent = new Recent(most);
        int count = in.count(most);
        long latest = in.number(0xFFFF_FFFFL);
        recent.seconds = new int[count];
        recent.tries = new int[count];
        recent.size = count;
        for (int i = 0; i < count; i++) {
            recent.seconds[i] = (int) (latest - in.number(latest));
            recent.tries[i] = in.bits32();
        }
        return recent;
    }
}
