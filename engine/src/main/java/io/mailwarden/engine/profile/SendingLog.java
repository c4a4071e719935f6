package io.mailwarden.engine.profile;

import java.time.Duration;
import java.util.Arrays;

/**
 * What an account sent in the last 24 hours: by the minute for the last ten, by ten minutes for the last hour, by the
 * hour before that. At most some 50 buckets of 20 bytes. Not thread-safe: its profile guards it.
 */
public final class SendingLog {

    /**
     * Sums over a time.
     *
     * @param messages all of them
     * @param recipients of all messages
     * @param fresh recipients never seen before
     * @param strange messages to nobody but never-seen recipients
     */
    public record Sums(long messages, long recipients, long fresh, long strange) {}

    private static final int DAY = (int) Duration.ofDays(1).toMinutes();
    private static final int FIELDS = 5;
    private static final int TEN = 10;
    private static final int HOUR = 60;

    // Buckets, oldest first: first minute, then the sums in their order.
    private int[] buckets = new int[0];
    private int size;

    void add(int minute, Novelty message) {
        // A message that comes out of order counts now.
        int now = size == 0 ? minute : Math.max(minute, start(size - 1));
        tidy(now);
        if (size == 0 || start(size - 1) != now) {
            append(now);
        }
        int at = (size - 1) * FIELDS;
        buckets[at + 1] = sum(buckets[at + 1], 1);
        buckets[at + 2] = sum(buckets[at + 2], message.recipients());
        buckets[at + 3] = sum(buckets[at + 3], message.freshRecipients());
        buckets[at + 4] = sum(buckets[at + 4], message.toStrangers() ? 1 : 0);
    }

    /** What was sent in the window before that minute; a bucket that reaches into it counts whole. */
    Sums within(Duration window, int minute) {
        int from = minute - (int) Math.min(DAY, Math.max(1, window.toMinutes()));
        long messages = 0;
        long recipients = 0;
        long fresh = 0;
        long strange = 0;
        for (int i = size - 1; i >= 0 && end(i, minute) > from; i--) {
            messages += buckets[i * FIELDS + 1];
            recipients += buckets[i * FIELDS + 2];
            fresh += buckets[i * FIELDS + 3];
            strange += buckets[i * FIELDS + 4];
        }
        return new Sums(messages, recipients, fresh, strange);
    }

    private int start(int bucket) {
        return buckets[bucket * FIELDS];
    }

    // The last minute that the bucket may hold.
    private int end(int bucket, int now) {
        return start(bucket) + width(start(bucket), now) - 1;
    }

    // A bucket grows coarser only when all that it will hold is out of the finer ones' time.
    private static int width(int minute, int now) {
        if (minute - minute % HOUR + HOUR <= now - HOUR) {
            return HOUR;
        }
        return minute - minute % TEN + TEN <= now - TEN ? TEN : 1;
    }

    // Drops what is older than a day and joins what is old enough for coarser buckets.
    private void tidy(int now) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (end(i, now) <= now - DAY) {
                continue;
            }
            int width = width(start(i), now);
            int aligned = start(i) - start(i) % width;
            if (kept > 0 && width > 1 && start(kept - 1) >= aligned) {
                join(kept - 1, i);
            } else {
                System.arraycopy(buckets, i * FIELDS, buckets, kept * FIELDS, FIELDS);
                buckets[kept * FIELDS] = aligned;
                kept++;
            }
        }
        size = kept;
    }

    private void join(int into, int from) {
        for (int field = 1; field < FIELDS; field++) {
            buckets[into * FIELDS + field] = sum(buckets[into * FIELDS + field], buckets[from * FIELDS + field]);
        }
    }

    private void append(int minute) {
        if (size * FIELDS == buckets.length) {
            buckets = Arrays.copyOf(buckets, buckets.length + 2 * FIELDS);
        }
        Arrays.fill(buckets, size * FIELDS, (size + 1) * FIELDS, 0);
        buckets[size * FIELDS] = minute;
        size++;
    }

    private static int sum(int one, int other) {
        return (int) Math.min(Integer.MAX_VALUE, (long) one + other);
    }
}
