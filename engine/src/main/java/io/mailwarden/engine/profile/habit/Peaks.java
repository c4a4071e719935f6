package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.StableNumbers;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.Arrays;
import java.util.List;

/**
 * The highest counts that an account reached on earlier days; each halves with every 30 days since. Today's join
 * tomorrow, so that a burst cannot make itself normal. A view on numbers that its owner keeps. Not thread-safe: its
 * profile guards it.
 */
public final class Peaks {

    /** The quantities whose daily peaks are kept. */
    public enum Peak {
        /** Messages in a burst window. */
        MESSAGES,
        /** Never-seen recipients in a fan-out window. */
        FRESH,
        /** Messages to strangers alone, in a window. */
        STRANGE,
        /** Recipients in an hour. */
        RECIPIENTS,
        /** Messages in a day. */
        MESSAGES_IN_DAY,
        /** Messages to strangers alone in a day. */
        STRANGE_IN_DAY,
        /** Messages in an hour. */
        MESSAGES_IN_HOUR,
        /** Recipients in a day. */
        RECIPIENTS_IN_DAY,
        /** Recipients of one text in a day. */
        SAME_TEXT
    }

    private static final StableNumbers<Peak> NUMBERS = new StableNumbers<>(
            Peak.class,
            List.of(
                    Peak.MESSAGES,
                    Peak.FRESH,
                    Peak.STRANGE,
                    Peak.RECIPIENTS,
                    Peak.MESSAGES_IN_DAY,
                    Peak.STRANGE_IN_DAY,
                    Peak.MESSAGES_IN_HOUR,
                    Peak.RECIPIENTS_IN_DAY,
                    Peak.SAME_TEXT));

    private static final double HALF_LIFE_DAYS = 30;
    private static final int KINDS = Peak.values().length;

    // The highest of earlier days as it was on the last day with any, then that day's own, then that day.
    public static final int ROOM = 2 * KINDS + 1;

    private static final int LAST_DAY = 2 * KINDS;

    private final float[] numbers;

    /** What is kept in the first of those. */
    public Peaks(float[] numbers) {
        this.numbers = numbers;
    }

    public void learn(Peak kind, long count, int minute) {
        int day = Decay.day(minute);
        if (day > lastDay()) {
            double left = left(day);
            for (int i = 0; i < KINDS; i++) {
                numbers[i] = (float) (Math.max(numbers[i], numbers[KINDS + i]) * left);
            }
            Arrays.fill(numbers, KINDS, LAST_DAY, 0);
            numbers[LAST_DAY] = day;
        }
        int today = KINDS + kind.ordinal();
        numbers[today] = Math.max(numbers[today], (float) count);
    }

    // A float holds each day exactly.
    private int lastDay() {
        return (int) numbers[LAST_DAY];
    }

    /** The highest of days before that minute's. */
    public double before(Peak kind, int minute) {
        int day = Decay.day(minute);
        float earlier = numbers[kind.ordinal()];
        return day > lastDay() ? Math.max(earlier, numbers[KINDS + kind.ordinal()]) * left(day) : earlier;
    }

    private double left(int day) {
        return lastDay() == 0 ? 1 : Math.pow(0.5, (day - lastDay()) / HALF_LIFE_DAYS);
    }

    void write(SnapshotWriter out) {
        out.number(KINDS);
        for (Peak kind : NUMBERS.all()) {
            out.decimal(numbers[kind.ordinal()]);
            out.decimal(numbers[KINDS + kind.ordinal()]);
        }
        out.decimal(numbers[LAST_DAY]);
    }

    // A kind that was added since begins at 0.
    void read(SnapshotReader in) throws UnreadableSnapshot {
        int kinds = in.count(KINDS);
        for (Peak kind : NUMBERS.all().subList(0, kinds)) {
            numbers[kind.ordinal()] = in.decimal32();
            numbers[KINDS + kind.ordinal()] = in.decimal32();
        }
        numbers[LAST_DAY] = in.decimal32();
    }
}
