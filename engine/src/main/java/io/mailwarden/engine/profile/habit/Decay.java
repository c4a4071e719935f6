package io.mailwarden.engine.profile.habit;

import java.time.Duration;
import java.time.Instant;

/**
 * How what was learned fades: it halves with every half-life. Times are whole minutes since 1970, which fit an int
 * until the year 6053; later ones count as the last. Immutable.
 */
public final class Decay {

    /** A day. */
    public static final int DAY_MINUTES = 1440;

    private static final int MOST_DAYS = 4096;

    private final float[] byDay = new float[MOST_DAYS];

    public Decay(Duration halfLife) {
        double halfLifeDays = (double) halfLife.toMinutes() / DAY_MINUTES;
        for (int day = 0; day < MOST_DAYS; day++) {
            byDay[day] = (float) Math.pow(0.5, day / halfLifeDays);
        }
    }

    /** What is left of 1 after that time, 0 to 1; whole days count, so that a day's uses weigh the same. */
    float left(int fromMinute, int toMinute) {
        int days = day(toMinute) - day(fromMinute);
        return days <= 0 ? 1 : byDay[Math.min(days, MOST_DAYS - 1)];
    }

    public static int minute(Instant at) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, Math.floorDiv(at.getEpochSecond(), 60)));
    }

    static int day(int minute) {
        return minute / DAY_MINUTES;
    }

    public static int minutes(Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE, duration.toMinutes());
    }
}
