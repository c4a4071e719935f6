package io.mailwarden.engine.response.alert;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.support.Require;
import java.time.Duration;

/**
 * The limits of alerts: period of repetition, and cap before a digest.
 *
 * @param period within which {@link Alert#once the same} of the same account is told once, 1m to 365d
 * @param perHour alerts within any hour about one account, 1 to 1000; those beyond it go into a digest, see
 *     {@link #room}
 * @param perTwoDays alerts within any two days, likewise, 1 to 10000
 * @param digestEvery how long a digest gathers before it is sent, 1m to 2d
 */
public record AlertLimits(Duration period, int perHour, int perTwoDays, Duration digestEvery) {

    /** What the clocks of nodes surely differ less than: a time that is further ahead is of a clock that was wrong. */
    public static final Duration SKEW = Duration.ofHours(1);

    private static final int FLOOD = 10;

    /**
     * How much was sent.
     *
     * @param lastHour within the last hour
     * @param lastTwoDays within the last two days
     */
    public record Sent(long lastHour, long lastTwoDays) {}

    public AlertLimits {
        Require.within(period, Duration.ofMinutes(1), Duration.ofDays(365));
        Require.within(perHour, 1, 1000, "alerts");
        Require.within(perTwoDays, 1, 10_000, "alerts");
        Require.within(digestEvery, Duration.ofMinutes(1), Duration.ofDays(2));
    }

    /**
     * Not more than three in an hour, nor ten in two days, about one account: where Nextcloud's suspicious_login stops
     * to tell, which people had learned to ignore before. The same once a day, where that waits a week: who dismissed
     * one yesterday wants to hear of the next. A digest after an hour, for one may tell of something critical.
     */
    public static AlertLimits defaults() {
        return new AlertLimits(Duration.ofDays(1), 3, 10, Duration.ofHours(1));
    }

    /**
     * Whether one more may be sent alone. Each account has the caps for itself, so that a spammer does not use up what
     * is to be told of others; the last one of each is for what is critical. What is only suspected is told of so many
     * accounts as well; what is critical, of {@value #FLOOD} times as many: were that many taken over at once, one list
     * tells more. What is critical about the server itself always may.
     *
     * @param own alerts about the same account that were sent alone
     * @param others accounts about which others of that severity were
     */
    public boolean room(Alert alert, Sent own, Sent others) {
        boolean critical = alert.severity() == Severity.CRITICAL;
        if (critical && alert.account().isEmpty()) {
            return true;
        }
        int flood = critical ? FLOOD : 1;
        return own.lastHour() < most(critical, perHour)
                && own.lastTwoDays() < most(critical, perTwoDays)
                && others.lastHour() < (long) flood * perHour
                && others.lastTwoDays() < (long) flood * perTwoDays;
    }

    private static int most(boolean critical, int cap) {
        return critical ? cap : Math.max(1, cap - 1);
    }
}
