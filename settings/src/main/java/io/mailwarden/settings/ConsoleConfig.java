package io.mailwarden.settings;

import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.review.access.ConsoleUser;
import io.mailwarden.engine.support.Require;
import java.time.Duration;
import java.util.List;

/**
 * The settings of signing in to the console.
 *
 * @param users who may
 * @param secondFactor whether a code is needed besides the password
 * @param sessionIdle a sign-in ends when it was not used for so long, 1m to 1d
 * @param sessionLongest a sign-in ends after so long, 5m to 30d
 * @param invitationLasts how long somebody has to enrol a second factor, 5m to 30d
 * @param trustedProxies whose headers about the client are believed
 */
public record ConsoleConfig(
        List<ConsoleUser> users,
        boolean secondFactor,
        Duration sessionIdle,
        Duration sessionLongest,
        Duration invitationLasts,
        List<Network> trustedProxies) {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration MONTH = Duration.ofDays(30);

    public ConsoleConfig {
        users = List.copyOf(users);
        trustedProxies = List.copyOf(trustedProxies);
        if (users.stream().map(ConsoleUser::account).distinct().count() < users.size()) {
            throw new IllegalArgumentException("expected each account once");
        }
        Require.within(sessionIdle, Duration.ofMinutes(1), Duration.ofDays(1));
        Require.within(sessionLongest, FIVE_MINUTES, MONTH);
        Require.within(invitationLasts, FIVE_MINUTES, MONTH);
    }

    /** Nobody, since nobody is known; NIST SP 800-63B (AAL2) has 12 h at most and 30 min without use. */
    public static ConsoleConfig defaults() {
        return new ConsoleConfig(
                List.of(), true, Duration.ofMinutes(30), Duration.ofHours(12), Duration.ofDays(1), List.of());
    }
}
