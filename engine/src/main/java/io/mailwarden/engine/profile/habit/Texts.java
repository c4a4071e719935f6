package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.event.Fingerprint;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.Arrays;
import java.util.List;

/**
 * The texts that one account sent within a day, by their marks, with how many recipients got each. A text is the same
 * when its mark differs in few bits, and said in other words when it differs in some more. At most five, those sent least go first; 24 bytes each. Not thread-safe: its
 * profile guards it.
 */
public final class Texts {

    /** Two marks of texts that say nearly the same differ in at most so many of 64 bits. */
    public static final int NEAR_BITS = 6;

    // One text in other words: of texts of which one word in fifty is another, 94 % are as near, of one in twenty 59 %,
    // and of two that one author sends to mailing lists, quoted text included, 0.3 % (0.1 % within NEAR_BITS).
    private static final int VARIANT_BITS = 10;

    private static final int MOST = 5;
    private static final int FIELDS = 3;
    private static final int DAY_MINUTES = 1440;
    private static final long[] NONE = {};

    /**
     * How often a text was sent within a day.
     *
     * @param messages with it
     * @param recipients different ones of them, estimated: exact for a few, 10 % off at a hundred, never over 300
     */
    public record Copies(int messages, int recipients) {

        static final Copies NONE = new Copies(0, 0);
    }

    // Mark, which of 64 slots the recipients fell into (linear counting, Whang and others 1990), first minute and
    // count.
    private long[] texts = NONE;

    void add(long mark, int minute, List<String> recipients) {
        int at = find(mark, minute);
        if (at < 0) {
            at = room(minute);
            texts[at] = mark;
            texts[at + 1] = 0;
            texts[at + 2] = (long) minute << Integer.SIZE;
        }
        for (String recipient : recipients) {
            texts[at + 1] |= 1L << (Keys.of(recipient) >>> 58);
        }
        texts[at + 2] += count(at) < Integer.MAX_VALUE ? 1 : 0;
    }

    Copies copies(long mark, int minute) {
        int at = find(mark, minute);
        return at < 0 ? Copies.NONE : new Copies(count(at), distinct(texts[at + 1]));
    }

    private static int distinct(long slots) {
        int empty = Math.max(1, Long.SIZE - Long.bitCount(slots));
        return (int) Math.round(-Long.SIZE * Math.log((double) empty / Long.SIZE));
    }

    private int count(int at) {
        return (int) texts[at + 2];
    }

    private boolean stale(int at, int minute) {
        return minute - (int) (texts[at + 2] >>> Integer.SIZE) > DAY_MINUTES;
    }

    private int find(long mark, int minute) {
        int nearest = -1;
        int least = VARIANT_BITS + 1;
        for (int at = 0; at < texts.length; at += FIELDS) {
            int distance = Fingerprint.distance(texts[at], mark);
            if (distance < least && !stale(at, minute)) {
                nearest = at;
                least = distance;
            }
        }
        return nearest;
    }

    private int room(int minute) {
        int least = -1;
        for (int at = 0; at < texts.length; at += FIELDS) {
            if (stale(at, minute)) {
                return at;
            }
            if (least < 0 || Long.bitCount(texts[at + 1]) < Long.bitCount(texts[least + 1])) {
                least = at;
            }
        }
        if (texts.length < MOST * FIELDS) {
            texts = Arrays.copyOf(texts, texts.length + FIELDS);
            return texts.length - FIELDS;
        }
        return least;
    }

    void write(SnapshotWriter out) {
        out.number(texts.length / FIELDS);
        for (int at = 0; at < texts.length; at += FIELDS) {
            out.bits64(texts[at]);
            out.bits64(texts[at + 1]);
            out.number(texts[at + 2] >>> Integer.SIZE);
            out.number(count(at));
        }
    }

    void read(SnapshotReader in) throws UnreadableSnapshot {
        texts = new long[in.count(MOST) * FIELDS];
        for (int at = 0; at < texts.length; at += FIELDS) {
            texts[at] = in.bits64();
            texts[at + 1] = in.bits64();
            long minute = in.number(Integer.MAX_VALUE);
            texts[at + 2] = minute << Integer.SIZE | in.number(Integer.MAX_VALUE);
        }
    }
}
