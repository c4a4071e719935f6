package io.mailwarden.engine.profile;

import java.util.Arrays;

/**
 * The highest counts that an account reached on earlier days; each halves with every 30 days since. Today's join
 * tomorrow, so that a burst cannot make itself normal. Not thread-safe: its profile guards it.
 */
final class Peaks {

    /** What is counted. */
    enum Peak {
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
        /** Never-seen recipients in a day. */
        FRESH_IN_DAY,
        /** Messages in a minute. */
        MESSAGES_IN_MINUTE,
        /** Messages in an hour. */
        MESSAGES_IN_HOUR,
        /** Recipients in a minute. */
        RECIPIENTS_IN_MINUTE,
        /** Recipients in a day. */
        RECIPIENTS_IN_DAY,
        /** Recipients of one text in a day. */
        SAME_TEXT
    }

    private static final double HALF_LIFE_DAYS = 30;
    private static final int KINDS = Peak.values().length;

    // The highest of earlier days as it was on the last day with any, then that day's own.
    private final float[] highest = new float[2 * KINDS];
    private int lastDay;

    void learn(Peak kind, long count, int minute) {
        int day = Decay.day(minute);
        if (day > lastDay) {
            double left = left(day);
            for (int i = 0; i < KINDS; i++) {
                highest[i] = (float) (Math.max(highest[i], highest[KINDS + i]) * left);
            }
            Arrays.fill(highest, KINDS, 2 * KINDS, 0);
            lastDay = day;
        }
        int today = KINDS + kind.ordinal();
        highest[today] = Math.max(highest[today], (float) count);
    }

    /** The highest of days before that minute's. */
    double before(Peak kind, int minute) {
        int day = Decay.day(minute);
        float earlier = highest[kind.ordinal()];
        return day > lastDay ? Math.max(earlier, highest[KINDS + kind.ordinal()]) * left(day) : earlier;
    }

    private double left(int day) {
        return lastDay == 0 ? 1 : Math.pow(0.5, (day - lastDay) / HALF_LIFE_DAYS);
    }
}
