package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.Arrays;

/**
 * How many strangers an account wrote to on each of the last seven days, and the most on a day, and within seven, of
 * earlier weeks. What it did becomes its habit when that week and two more are over: a thief cannot make a crowd normal
 * from one day to the next. What it did last week counts for a growth that goes on. Days and weeks are UTC's. A view on numbers
 * that its owner keeps. Not thread-safe: its profile guards it.
 */
final class StrangerDays {

    private static final int DAYS = 7;
    private static final int DAY_MINUTES = 1440;
    private static final double HALF_LIFE_DAYS = 30;
    private static final double FADES = Math.pow(0.5, DAYS / HALF_LIFE_DAYS);

    // First the counts of the last seven days, by the day's rest, then that day; then the most on a day: of three weeks
    // ago or before, fading, of the weeks two and one before the last that is known, and of that; then the most within
    // seven days, likewise; then that week.
    private static final int LAST_DAY = DAYS;
    private static final int ON_A_DAY = LAST_DAY + 1;
    private static final int AGES = 4;
    private static final int YOUNGEST = AGES - 1;
    private static final int IN_A_WEEK = ON_A_DAY + AGES;
    private static final int LAST_WEEK = IN_A_WEEK + AGES;

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
        return settled(ON_A_DAY, passed(minute));
    }

    /** The most within seven days, more than two weeks ago, fading. */
    double usualInWeek(int minute) {
        return settled(IN_A_WEEK, passed(minute));
    }

    /** The most on a day of the week before. */
    double lastWeek(int minute) {
        int passed = passed(minute);
        return passed > 1 ? 0 : get(ON_A_DAY + YOUNGEST - 1 + passed);
    }

    private int passed(int minute) {
        return get(LAST_WEEK) == 0 ? 0 : Math.max(0, week(minute) - (int) get(LAST_WEEK));
    }

    private static int week(int minute) {
        return Decay.day(minute) / DAYS;
    }

    private double settled(int peak, int weeksPassed) {
        double most = get(peak) * Math.pow(FADES, weeksPassed);
        for (int week = 1; week <= Math.min(weeksPassed, YOUNGEST); week++) {
            most = Math.max(most, get(peak + week) * Math.pow(FADES, weeksPassed - week));
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
        raise(ON_A_DAY + YOUNGEST, today);
        raise(IN_A_WEEK + YOUNGEST, inWeek(minute));
    }

    private void raise(int field, double count) {
        set(field, Math.max(get(field), count));
    }

    private void turn(int minute) {
        int passed = passed(minute);
        turn(ON_A_DAY, passed);
        turn(IN_A_WEEK, passed);
        raise(LAST_WEEK, week(minute));
    }

    private void turn(int peak, int weeksPassed) {
        set(peak, settled(peak, weeksPassed));
        for (int age = 1; age < AGES; age++) {
            set(peak + age, age + weeksPassed < AGES ? get(peak + age + weeksPassed) : 0);
        }
    }

    /** Somebody vouches for what was counted in the week before the latest: it is the habit at once. */
    void vouch() {
        double most = 0;
        for (int i = 0; i < DAYS; i++) {
            most = Math.max(most, get(i));
        }
        int latest = lastDay() * DAY_MINUTES;
        turn(latest);
        raise(ON_A_DAY, most);
        raise(IN_A_WEEK, inWeek(latest));
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
