package io.mailwarden.engine.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * What an account sent in the last 24 hours, by the minute. Bounded by the minutes of a day. Not thread-safe: its
 * profile guards it.
 */
final class SendingLog {

    /** Sums over a time: messages, recipients of all messages, recipients never seen before. */
    record Sums(long messages, long recipients, long fresh) {

        static final Sums NONE = new Sums(0, 0, 0);

        Sums plus(long messages, long recipients, long fresh) {
            return new Sums(this.messages + messages, this.recipients + recipients, this.fresh + fresh);
        }
    }

    private record Minute(long minute, Sums sums) {}

    private static final long DAY_MINUTES = Duration.ofDays(1).toMinutes();

    private final ArrayDeque<Minute> minutes = new ArrayDeque<>(2);

    void add(Instant at, int recipients, int fresh) {
        long minute = minute(at);
        Minute last = minutes.peekLast();
        if (last != null && last.minute() >= minute) {
            // The same minute, or a message that came out of order: it counts now.
            minutes.pollLast();
            minutes.addLast(new Minute(last.minute(), last.sums().plus(1, recipients, fresh)));
        } else {
            minutes.addLast(new Minute(minute, Sums.NONE.plus(1, recipients, fresh)));
            while (minutes.getFirst().minute() <= minute - DAY_MINUTES) {
                minutes.removeFirst();
            }
        }
    }

    /** What was sent in the window before that time, rounded to minutes. */
    Sums within(Duration window, Instant at) {
        long from = minute(at) - Math.max(1, window.toMinutes());
        Sums sum = Sums.NONE;
        for (var newest = minutes.descendingIterator(); newest.hasNext(); ) {
            Minute minute = newest.next();
            if (minute.minute() <= from) {
                break;
            }
            sum = sum.plus(
                    minute.sums().messages(),
                    minute.sums().recipients(),
                    minute.sums().fresh());
        }
        return sum;
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 60);
    }
}
