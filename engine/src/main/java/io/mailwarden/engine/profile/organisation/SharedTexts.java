package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.event.Fingerprint;
import io.mailwarden.engine.profile.habit.Texts;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.Arrays;

/**
 * The texts that the accounts of one organisation sent lately, by their marks, with how many accounts sent each within
 * an hour. One that unsuspicious mail carried a day ago is a template of the house, such as a disclaimer, and says
 * nothing. Bounded by how many accounts there are, those not seen for longest go first; a look-up goes through all of
 * them, 2 microseconds for {@value #MOST}. Thread-safe.
 */
final class SharedTexts {

    // Of 28 bytes each: 2 KB for a couple, 57 KB for a company.
    private static final int MOST = 2048;
    private static final int FEWEST = 64;
    private static final int OF_AN_ACCOUNT = 32;
    private static final int FIRST_ROOM = 4;
    private static final int HOUR_MINUTES = 60;
    private static final int DAY_MINUTES = 1440;

    private long[] marks = new long[FIRST_ROOM];
    // Which of 64 slots the accounts fell into, within the hour.
    private long[] accounts = new long[FIRST_ROOM];
    private int[] hourFrom = new int[FIRST_ROOM];
    private int[] last = new int[FIRST_ROOM];
    private int[] learned = new int[FIRST_ROOM];
    private int size;

    /**
     * An account sent it.
     *
     * @param of how many accounts there are, about
     */
    synchronized void add(long mark, int minute, long account, int of) {
        int at = find(mark);
        if (at < 0) {
            at = room(Math.max(FEWEST, Math.min(MOST, OF_AN_ACCOUNT * of)));
            marks[at] = mark;
            accounts[at] = 0;
            hourFrom[at] = minute;
            last[at] = minute;
            learned[at] = Integer.MAX_VALUE;
        }
        if (minute - hourFrom[at] >= HOUR_MINUTES) {
            accounts[at] = 0;
            hourFrom[at] = minute;
        }
        accounts[at] |= 1L << (account >>> 58);
        last[at] = Math.max(last[at], minute);
    }

    synchronized void learn(long mark, int minute) {
        int at = find(mark);
        if (at >= 0) {
            learned[at] = Math.min(learned[at], minute);
        }
    }

    /** How many accounts sent it within the hour; 0 when it is a template. */
    synchronized int senders(long mark, int minute) {
        int at = find(mark);
        boolean counts = at >= 0
                && minute - hourFrom[at] < HOUR_MINUTES
                && (learned[at] == Integer.MAX_VALUE || minute - learned[at] < DAY_MINUTES);
        return counts ? Long.bitCount(accounts[at]) : 0;
    }

    private int find(long mark) {
        for (int at = 0; at < size; at++) {
            if (Fingerprint.distance(marks[at], mark) <= Texts.NEAR_BITS) {
                return at;
            }
        }
        return -1;
    }

    private int room(int most) {
        if (size < most) {
            grow(Math.min(most, size + 1));
            return size++;
        }
        int oldest = 0;
        for (int at = 1; at < size; at++) {
            oldest = last[at] < last[oldest] ? at : oldest;
        }
        return oldest;
    }

    private void grow(int needed) {
        if (needed <= marks.length) {
            return;
        }
        int room = Math.min(MOST, Math.max(needed, marks.length + marks.length / 2));
        marks = Arrays.copyOf(marks, room);
        accounts = Arrays.copyOf(accounts, room);
        hourFrom = Arrays.copyOf(hourFrom, room);
        last = Arrays.copyOf(last, room);
        learned = Arrays.copyOf(learned, room);
    }

    synchronized void write(SnapshotWriter out) {
        out.number(size);
        for (int at = 0; at < size; at++) {
            out.bits64(marks[at]);
            out.bits64(accounts[at]);
            out.number(hourFrom[at]);
            out.number(last[at]);
            out.number(learned[at]);
        }
    }

    synchronized void read(SnapshotReader in) throws UnreadableSnapshot {
        size = in.count(MOST);
        grow(size);
        for (int at = 0; at < size; at++) {
            marks[at] = in.bits64();
            accounts[at] = in.bits64();
            hourFrom[at] = in.number(Integer.MAX_VALUE);
            last[at] = in.number(Integer.MAX_VALUE);
            learned[at] = in.number(Integer.MAX_VALUE);
        }
    }
}
