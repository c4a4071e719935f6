package io.mailwarden.engine.profile;

import java.time.Instant;

/**
 * The highest count that an account reached in a window on an earlier day; halves with every 30 days since. Today's
 * counts join tomorrow, so that a burst cannot make itself normal. Not thread-safe: its profile guards it.
 */
final class Peak {

    private static final double HALF_LIFE_DAYS = 30;
    private static final long DAY_SECONDS = 86_400;

    private double earlier;
    private long earlierDay;
    private double today;
    private long todayDay;

    void learn(long count, Instant at) {
        long day = day(at);
        if (day > todayDay) {
            earlier = Math.max(decayed(todayDay), today);
            earlierDay = todayDay;
            today = 0;
            todayDay = day;
        }
        today = Math.max(today, (double) count);
    }

    /** The highest of days before that time's. */
    double before(Instant at) {
        long day = day(at);
        return day > todayDay ? Math.max(decayed(day), fade(today, day - todayDay)) : decayed(day);
    }

    private double decayed(long day) {
        return fade(earlier, day - earlierDay);
    }

    private static double fade(double value, long days) {
        return value * Math.pow(0.5, Math.max(0, days) / HALF_LIFE_DAYS);
    }

    private static long day(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), DAY_SECONDS);
    }
}
