package io.mailwarden.engine.response.alert;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.support.Require;
import java.time.Duration;

/**
 * The limits of alerts: period of repetition, and cap before a digest.
 *
 * @param period within which {@link Alert#once the same} of the same account is told once, 1m to 365d
 * @param perHour alerts within any hour, of all accounts together, 1 to 1000; those beyond it go into a digest
 * @param perTwoDays alerts within any two days, likewise, 1 to 10000
 * @param digestEvery how long a digest gathers before it is sent, 1m to 2d
 */
public record AlertLimits(Duration period, int perHour, int perTwoDays, Duration digestEvery) {

    /** What the clocks of nodes surely differ less than: a time that is further ahead is of a clock that was wrong. */
    public static final Duration SKEW = Duration.ofHours(1);

    public AlertLimits {
        Require.within(period, Duration.ofMinutes(1), Duration.ofDays(365));
        Require.within(perHour, 1, 1000, "alerts");
        Require.within(perTwoDays, 1, 10_000, "alerts");
        Require.within(digestEvery, Duration.ofMinutes(1), Duration.ofDays(2));
    }

    /**
     * Not more than three in an hour, nor ten in two days: where Nextcloud's suspicious_login stops to tell, which
     * people had learned to ignore before. The same once a day, where that waits a week: who dismissed one yesterday
     * wants to hear of the next. A digest after an hour, for one may tell of something critical.
     */
    public static AlertLimits defaults() {
        return new AlertLimits(Duration.ofDays(1), 3, 10, Duration.ofHours(1));
    }

    /**
     * Whether one more may be sent alone. The last one of each cap is for what is critical, so that much that is only
     * suspected does not hide it.
     *
     * @param lastHour how many were sent alone within the last hour
     * @param lastTwoDays likewise, within two days
     */
    public boolean room(Severity severity, long lastHour, long lastTwoDays) {
        return lastHour < most(severity, perHour) && lastTwoDays < most(severity, perTwoDays);
    }

    private static int most(Severity severity, int cap) {
        return severity == Severity.CRITICAL ? cap : Math.max(1, cap - 1);
    }
}
