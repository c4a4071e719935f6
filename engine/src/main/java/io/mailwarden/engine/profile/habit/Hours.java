package io.mailwarden.engine.profile.habit;

import java.time.Instant;

/** Hour and weekday by UTC: a habit is the account's own, so the zone does not matter. */
public final class Hours {

    private static final long DAY_SECONDS = 86_400;
    // The first of January 1970 was a Thursday.
    private static final int FIRST_WEEKDAY = 3;

    private Hours() {}

    /** The hour of the day, 0 to 23, in UTC. */
    public static int hour(Instant at) {
        return (int) (Math.floorMod(at.getEpochSecond(), DAY_SECONDS) / 3600);
    }

    /** 0 for Monday to 6. */
    public static int weekday(Instant at) {
        return (int) Math.floorMod(Math.floorDiv(at.getEpochSecond(), DAY_SECONDS) + FIRST_WEEKDAY, 7L);
    }
}
