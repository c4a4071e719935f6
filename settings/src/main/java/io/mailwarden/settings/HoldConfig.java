package io.mailwarden.settings;

import io.mailwarden.engine.support.Require;
import java.time.Duration;

/**
 * The settings of held mail: where it waits, and how long.
 *
 * @param repository URL of a James mail repository, such as {@code file://var/mail/held/}
 * @param expireAfter held and quarantined mail is deleted after that time, 1h to 3650d; zero for never
 * @param noticeBefore administrators are told at least that time before, zero to 365d; without that nothing is deleted
 */
public record HoldConfig(String repository, Duration expireAfter, Duration noticeBefore) {

    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Duration LONGEST_NOTICE = Duration.ofDays(365);

    public HoldConfig {
        QuarantineConfig.requireRepository(repository);
        if (!expireAfter.isZero()) {
            Require.within(expireAfter, SHORTEST, LONGEST);
        }
        Require.within(noticeBefore, Duration.ZERO, LONGEST_NOTICE);
    }

    /**
     * On disk: James's memory app keeps everything else in memory, but what waits for review must outlive a restart. 30
     * days as Exchange Online keeps its quarantine.
     */
    public static HoldConfig defaults() {
        return new HoldConfig("file://var/mail/held/", Duration.ofDays(30), Duration.ofDays(7));
    }
}
