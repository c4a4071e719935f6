package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;

/**
 * At which hours of the day and days of the week something happens: counts that are halved whenever a half-life has
 * passed. A view on 80 bytes that its owner keeps. Not thread-safe: its profile guards it.
 */
public final class Rhythm {

    private static final int HOURS = 24;
    private static final int WEEKDAYS = 7;
    // A count of 16 halves four times before it is forgotten.
    private static final int UNIT = 16;

    // The day of the last halving comes after the counts, until the year 2149.
    private static final int HALVED = HOURS + WEEKDAYS;
    private static final int DAY_MINUTES = 1440;

    private final char[] counts;

    /** A view on those counts, which are changed in place. */
    public Rhythm(char[] counts) {
        this.counts = counts;
    }

    /** Counts for a rhythm in which nothing happened yet. */
    public static char[] blank() {
        return new char[HALVED + 1];
    }

    public void use(int hour, int weekday, int minute, int halfLifeMinutes) {
        fade(minute, halfLifeMinutes);
        if (counts[hour] > Character.MAX_VALUE - UNIT || counts[HOURS + weekday] > Character.MAX_VALUE - UNIT) {
            halve();
        }
        counts[hour] += UNIT;
        counts[HOURS + weekday] += UNIT;
    }

    /** Adds what the other holds. */
    public void addAll(Rhythm other) {
        for (int i = 0; i < HALVED; i++) {
            counts[i] = (char) Math.min(Character.MAX_VALUE, counts[i] + other.counts[i]);
        }
    }

    private void fade(int minute, int halfLifeMinutes) {
        int day = Math.min(Character.MAX_VALUE, Decay.day(minute));
        int halfLifeDays = Math.max(1, halfLifeMinutes / DAY_MINUTES);
        for (; day - counts[HALVED] >= halfLifeDays && total() > 0; counts[HALVED] += halfLifeDays) {
            halve();
        }
        if (total() == 0) {
            counts[HALVED] = (char) day;
        }
    }

    private void halve() {
        for (int i = 0; i < HALVED; i++) {
            counts[i] /= 2;
        }
    }

    private int total() {
        int total = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            total += counts[hour];
        }
        return total;
    }

    /** How often it happened, faded. */
    public double uses() {
        return (double) total() / UNIT;
    }

    /**
     * The share of that hour, 0 to 1, its neighbours counting half: habits do not change on the hour, and summer time
     * moves them by one.
     */
    public double hourShare(int hour) {
        int total = total();
        double near = counts[hour] + (counts[(hour + 1) % HOURS] + counts[(hour + HOURS - 1) % HOURS]) / 2.0;
        return total == 0 ? 0 : near / (2 * total);
    }

    /** The share of what happened within so many hours of that hour, on either side, 0 to 1. */
    public double shareAround(int hour, int hours) {
        int total = total();
        int near = 0;
        for (int i = hour - hours; i <= hour + hours; i++) {
            near += counts[Math.floorMod(i, HOURS)];
        }
        return total == 0 ? 0 : Math.min(1, (double) near / total);
    }

    /** The share of that day of the week, 0 to 1. */
    public double weekdayShare(int weekday) {
        int total = total();
        return total == 0 ? 0 : Math.min(1, (double) counts[HOURS + weekday] / total);
    }

    /** The hours with a share of at least that, such as "7-17"; "none" when there is none. */
    public String usualHours(double share) {
        StringBuilder words = new StringBuilder();
        for (int hour = 0; hour < HOURS; hour++) {
            if (hourShare(hour) >= share && hourShare(Math.floorMod(hour - 1, HOURS)) < share) {
                words.append(words.length() == 0 ? "" : ", ").append(span(hour, share));
            }
        }
        return words.length() > 0 ? words.toString() : hourShare(0) >= share ? "0-24" : "none";
    }

    private String span(int from, double share) {
        int to = from;
        while (to < from + HOURS && hourShare(to % HOURS) >= share) {
            to++;
        }
        return from + "-" + (to % HOURS == 0 ? HOURS : to % HOURS);
    }

    // Which of them are not 0, then these.
    public void write(SnapshotWriter out) {
        long there = 0;
        for (int i = 0; i < counts.length; i++) {
            there |= counts[i] == 0 ? 0 : 1L << i;
        }
        out.number(there);
        for (char count : counts) {
            if (count != 0) {
                out.number(count);
            }
        }
    }

    public void read(SnapshotReader in) throws UnreadableSnapshot {
        long there = in.number((1L << counts.length) - 1);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (there >>> i & 1) == 0 ? 0 : (char) in.number(Character.MAX_VALUE);
        }
    }
}
