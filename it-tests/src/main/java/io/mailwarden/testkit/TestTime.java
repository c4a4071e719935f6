package io.mailwarden.testkit;

import io.mailwarden.server.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The time that servers of tests start at unless a test says otherwise, in whatever process: never that of the machine,
 * so that no test passes on some days only. It runs on from {@link #START} while the tests run.
 */
public final class TestTime {

    /** Tuesday, 10:30 in Oslo: working hours, in which a thief looks most like the owner. */
    public static final Instant START = Instant.parse("2026-11-24T09:30:00Z");

    private static final MovableClock CLOCK = MovableClock.startingAt(START);

    private TestTime() {}

    /** What servers of tests take for now. */
    public static Instant now() {
        return CLOCK.instant();
    }

    /** Today's date by the clock of the test's servers, in that time zone. */
    public static LocalDate today(ZoneId zone) {
        return now().atZone(zone).toLocalDate();
    }

    /** How much their clocks are ahead of the machine's: the same for all processes that this one starts. */
    public static Duration ahead() {
        return CLOCK.ahead();
    }
}
