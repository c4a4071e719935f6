package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Duration;
import java.util.Arrays;

/**
 * What an account sent in the last 24 hours: by the minute for the last ten, by ten minutes for the last hour, by the
 * hour before that. Windows up to ten minutes are exact, those up to an hour reach up to 9 minutes and longer ones up
 * to 59 minutes too far back. At most {@value #MOST} buckets of 10 bytes, each counting up to 65 535. Not thread-safe:
 * its profile guards it.
 */
public final class SendingLog {

    /**
     * What was sent in a span of time, summed up.
     *
     * @param messages all of them
     * @param recipients of all messages
     * @param fresh recipients never seen before; in each message half of those who are no strangers
     * @param strange messages to nobody but never-seen recipients
     */
    public record Sums(long messages, long recipients, long fresh, long strange) {}

    /** 19 minutes, 11 times ten minutes, 23 hours. */
    public static final int MOST = 53;

    private static final int DAY = (int) Duration.ofDays(1).toMinutes();
    private static final int HOUR = 60;
    private static final int TEN = 10;
    private static final int FIELDS = 5;
    private static final int STEP = 1;
    private static final char[] NONE = {};

    // Buckets, oldest first: the low 16 bits of the first minute, then the sums in their order.
    private char[] buckets = NONE;
    private int size;
    private int latest;

    public void add(int minute, Novelty message) {
        tidy(now(minute));
        int at = bucket(counted(minute)) * FIELDS;
        buckets[at + 1] = sum(buckets[at + 1], 1);
        buckets[at + 2] = sum(buckets[at + 2], message.recipients());
        buckets[at + 3] = sum(buckets[at + 3], message.freshRecipients() - message.acquaintances() / 2);
        buckets[at + 4] = sum(buckets[at + 4], message.toStrangers() ? 1 : 0);
    }

    void clear() {
        buckets = NONE;
        size = 0;
    }

    /** What was sent in the window before that minute; for what comes very late, before the latest message. */
    public Sums within(Duration window, int minute) {
        int now = now(minute);
        int to = counted(minute);
        int from = to - (int) Math.min(DAY, Math.max(1, window.toMinutes()));
        long messages = 0;
        long recipients = 0;
        long fresh = 0;
        long strange = 0;
        for (int i = size - 1; i >= 0 && end(i, now) > from; i--) {
            if (start(i) <= to) {
                messages += buckets[i * FIELDS + 1];
                recipients += buckets[i * FIELDS + 2];
                fresh += buckets[i * FIELDS + 3];
                strange += buckets[i * FIELDS + 4];
            }
        }
        return new Sums(messages, recipients, fresh, strange);
    }

    /** How many buckets there are. */
    public int size() {
        return size;
    }

    private int now(int minute) {
        return size == 0 ? minute : Math.max(minute, latest);
    }

    // A few minutes late, as from another thread, counts where it belongs; what comes later than that counts now.
    private int counted(int minute) {
        int now = now(minute);
        return now - minute < TEN ? minute : now;
    }

    // No bucket is older than 45 days when the latest is added, so 16 bits tell its minute.
    private int start(int bucket) {
        return latest - (char) (latest - buckets[bucket * FIELDS]);
    }

    /** The last minute that the bucket may hold, whether it was joined with its neighbours already or not. */
    private int end(int bucket, int now) {
        int width = width(start(bucket), now);
        return aligned(start(bucket), width) + width - 1;
    }

    // Coarser only where all of the coarser bucket lies outside of the window that is told more exactly.
    private static int width(int start, int now) {
        if (now - aligned(start, HOUR) >= 2 * HOUR - 1) {
            return HOUR;
        }
        return now - aligned(start, TEN) >= 2 * TEN - 1 ? TEN : 1;
    }

    private static int aligned(int minute, int width) {
        return minute - minute % width;
    }

    // Drops what is older than a day and joins what is old enough for coarser buckets.
    private void tidy(int now) {
        int kept = 0;
        int before = -1;
        for (int i = 0; i < size; i++) {
            if (end(i, now) <= now - DAY) {
                continue;
            }
            int start = aligned(start(i), width(start(i), now));
            if (start == before) {
                join(kept - 1, i);
            } else {
                System.arraycopy(buckets, i * FIELDS, buckets, kept * FIELDS, FIELDS);
                buckets[kept * FIELDS] = (char) start;
                kept++;
            }
            before = start;
        }
        size = kept;
        latest = now;
    }

    private void join(int into, int from) {
        for (int field = 1; field < FIELDS; field++) {
            buckets[into * FIELDS + field] = sum(buckets[into * FIELDS + field], buckets[from * FIELDS + field]);
        }
    }

    /** The bucket of one of the latest minutes, which are kept one by one; made where there is none. */
    private int bucket(int minute) {
        int after = size;
        while (after > 0 && start(after - 1) > minute) {
            after--;
        }
        if (after > 0 && start(after - 1) == minute) {
            return after - 1;
        }
        insert(after, minute);
        return after;
    }

    private void insert(int place, int minute) {
        if (size * FIELDS == buckets.length) {
            buckets = Arrays.copyOf(buckets, buckets.length + STEP * FIELDS);
        }
        int at = place * FIELDS;
        System.arraycopy(buckets, at, buckets, at + FIELDS, (size - place) * FIELDS);
        Arrays.fill(buckets, at, at + FIELDS, (char) 0);
        buckets[at] = (char) minute;
        size++;
    }

    private static char sum(char one, int other) {
        return (char) Math.min(Character.MAX_VALUE, one + Math.min(other, Character.MAX_VALUE));
    }

    public void write(SnapshotWriter out) {
        out.number(size);
        if (size == 0) {
            return;
        }
        out.number(latest);
        for (int i = 0; i < size; i++) {
            out.number((long) latest - start(i));
            for (int field = 1; field < FIELDS; field++) {
                out.number(buckets[i * FIELDS + field]);
            }
        }
    }

    public void read(SnapshotReader in) throws UnreadableSnapshot {
        size = in.count(MOST);
        if (size == 0) {
            return;
        }
        latest = in.number(Integer.MAX_VALUE);
        buckets = new char[size * FIELDS];
        int before = Character.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            before = in.number(before);
            buckets[i * FIELDS] = (char) (latest - before);
            for (int field = 1; field < FIELDS; field++) {
                buckets[i * FIELDS + field] = (char) in.number(Character.MAX_VALUE);
            }
        }
    }
}
