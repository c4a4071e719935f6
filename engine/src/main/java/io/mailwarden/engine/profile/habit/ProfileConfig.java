package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.support.Require;
import java.time.Duration;

/**
 * The settings of profiles: how accounts become known, and how long habits last.
 *
 * @param maxAccounts profiles kept in memory; the least used go first, 100 to 100 million
 * @param learningLogins logins that a profile needs before habit counts, 1 to 1000 (Entra ID: 10)
 * @param learningTime time that a profile needs as well, up to 90 days (Defender for Cloud Apps: 7 days)
 * @param forgetAfter what was not seen for so long is no longer known, 1 day to 2 years (Wiefling et al. 2022: history
 *     older than six months can go)
 * @param halfLife what was used weighs half as much after so long, 1 day to 183 days
 * @param quietTime what was set aside under suspicion is learned after so long without another anomaly, and after
 *     twice so long from an owner who moved, 1 hour to 90 days
 * @param riskLasts how long a suspected login lowers what the account may send, 1 minute to 7 days
 * @param loadWait how long a message waits for a profile that is not in memory, 0 to 30 seconds; what comes after that
 *     is sent as from a new account, and assessed when the profile is there. Logins never wait: their profiles are
 *     fetched while James checks the password
 */
public record ProfileConfig(
        long maxAccounts,
        int learningLogins,
        Duration learningTime,
        Duration forgetAfter,
        Duration halfLife,
        Duration quietTime,
        Duration riskLasts,
        Duration loadWait) {

    public ProfileConfig {
        Require.within((double) maxAccounts, 100, 100_000_000, "accounts");
        Require.within(learningLogins, 1, 1000, "logins");
        Require.within(learningTime, Duration.ZERO, Duration.ofDays(90));
        Require.within(forgetAfter, Duration.ofDays(1), Duration.ofDays(731));
        Require.within(halfLife, Duration.ofDays(1), Duration.ofDays(183));
        Require.within(quietTime, Duration.ofHours(1), Duration.ofDays(90));
        Require.within(riskLasts, Duration.ofMinutes(1), Duration.ofDays(7));
        Require.within(loadWait, Duration.ZERO, Duration.ofSeconds(30));
    }

    /** With another time to wait for a profile. */
    public ProfileConfig waiting(Duration wait) {
        return new ProfileConfig(
                maxAccounts, learningLogins, learningTime, forgetAfter, halfLife, quietTime, riskLasts, wait);
    }

    /** The default settings, as in the shipped configuration file. */
    public static ProfileConfig defaults() {
        return new ProfileConfig(
                100_000,
                10,
                Duration.ofDays(7),
                Duration.ofDays(180),
                Duration.ofDays(30),
                Duration.ofDays(7),
                Duration.ofHours(12),
                Duration.ofSeconds(2));
    }
}
