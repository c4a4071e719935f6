package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.Arrays;

/**
 * How many strangers an account wrote to on each of the last seven days, and the most on a day of earlier weeks. What
 * it did on a day becomes its habit when that week and two more are over: a thief cannot make a crowd normal from one
 * day to the next. What it did last week counts for a growth that goes on. Days and weeks are UTC's. A view on numbers
 * that its owner keeps. Not thread-safe: its profile guards it.
 */
public final class StrangerDays {

    private static final int DAYS = 7;
    private static final int DAY_MINUTES = 1440;
    private static final double HALF_LIFE_DAYS = 30;
    private static final double FADES = Math.pow(0.5, DAYS / HALF_LIFE_DAYS);

    // First the counts of the last seven days, by the day's rest, then that day; then the most on a day of three weeks
    // ago or before, fading, of the weeks two and one before that week, of that week, then that week.
    private static final int LAST_DAY = DAYS;
    private static final int SETTLED = DAYS + 1;
    private static final int THIS_WEEK = SETTLED + 3;
    private static final int LAST_WEEK = SETTLED + 4;

    /** How many numbers it takes. */
    public static final int ROOM = LAST_WEEK + 1;

    private final float[] numbers;
    private final int first;

    /** What is kept there from that index on. */
    public StrangerDays(float[] numbers, int first) {
        this.numbers = numbers;
        this.first = first;
    }

    private float get(int field) {
        return numbers[first + field];
    }

    private void set(int field, double value) {
        numbers[first + field] = (float) value;
    }

    /** Counts so many at that time; what comes late counts on the latest day. */
    void add(int strangers, int minute) {
        if (strangers > 0) {
            int day = Math.max(Decay.day(minute), lastDay());
            int passed = Math.min(DAYS, day - lastDay());
            for (int i = 0; i < passed; i++) {
                set((day - i) % DAYS, 0);
            }
            set(LAST_DAY, day);
            set(day % DAYS, get(day % DAYS) + strangers);
        }
    }

    // A float holds each day exactly.
    private int lastDay() {
        return (int) get(LAST_DAY);
    }

    private float on(int day) {
        return day > lastDay() - DAYS && day <= lastDay() && day >= 0 ? get(day % DAYS) : 0;
    }

    /** On that day and the six before it. */
    long inWeek(int minute) {
        int day = Decay.day(minute);
        double sum = 0;
        for (int i = 0; i < DAYS; i++) {
            sum += on(day - i);
        }
        return (long) sum;
    }

    /** In the 24 hours before, as if those of the day before were spread over it. */
    long inDay(int minute) {
        int day = Decay.day(minute);
        double left = 1 - (double) (minute % DAY_MINUTES) / DAY_MINUTES;
        return Math.round(on(day) + on(day - 1) * left);
    }

    /** The most on a day more than two weeks ago, fading. */
    double usual(int minute) {
        return settled(passed(minute));
    }

    /** The most on a day of the week before. */
    double lastWeek(int minute) {
        int passed = passed(minute);
        return passed > 1 ? 0 : get(THIS_WEEK - 1 + passed);
    }

    private int passed(int minute) {
        return get(LAST_WEEK) == 0 ? 0 : Math.max(0, week(minute) - (int) get(LAST_WEEK));
    }

    private static int week(int minute) {
        return Decay.day(minute) / DAYS;
    }

    private double settled(int weeksPassed) {
        double most = get(SETTLED) * Math.pow(FADES, weeksPassed);
        for (int week = 1; week <= Math.min(weeksPassed, THIS_WEEK - SETTLED); week++) {
            most = Math.max(most, get(SETTLED + week) * Math.pow(FADES, weeksPassed - week));
        }
        return most;
    }

    /** Learns what was counted until then. */
    void learn(int minute) {
        long today = inDay(minute);
        if (today == 0) {
            return;
        }
        turn(minute);
        set(THIS_WEEK, Math.max(get(THIS_WEEK), today));
    }

    private void turn(int minute) {
        int passed = passed(minute);
        set(SETTLED, settled(passed));
        for (int field = SETTLED + 1; field <= THIS_WEEK; field++) {
            set(field, field + passed <= THIS_WEEK ? get(field + passed) : 0);
        }
        set(LAST_WEEK, Math.max(get(LAST_WEEK), week(minute)));
    }

    /** Somebody vouches for what was counted in the week before the latest: it is the habit at once. */
    void vouch() {
        double most = 0;
        for (int i = 0; i < DAYS; i++) {
            most = Math.max(most, get(i));
        }
        turn(lastDay() * DAY_MINUTES);
        set(SETTLED, Math.max(get(SETTLED), most));
    }

    /** Forgets what was counted of late; habits stay. */
    void forgetLatest() {
        Arrays.fill(numbers, first, first + LAST_DAY + 1, 0);
    }

    boolean blank() {
        return get(LAST_DAY) == 0 && get(LAST_WEEK) == 0;
    }

    void write(SnapshotWriter out) {
        for (int field = 0; field < ROOM; field++) {
            out.decimal(get(field));
        }
    }

    void read(SnapshotReader in) throws UnreadableSnapshot {
        for (int field = 0; field < ROOM; field++) {
            float value = in.decimal32();
            if (!(value >= 0 && value <= Integer.MAX_VALUE)) {
                throw in.unreadable("strangers: " + value);
            }
            set(field, value);
        }
    }
}
