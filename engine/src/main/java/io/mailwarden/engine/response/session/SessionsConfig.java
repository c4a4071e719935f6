package io.mailwarden.engine.response.session;

import io.mailwarden.engine.support.Require;
import java.time.Duration;

/**
 * The longest durations of sessions; zero is for ever.
 *
 * @param maxAge how long after its login a session is ended, whatever it does
 * @param maxIdle how long its client may be silent
 */
public record SessionsConfig(Duration maxAge, Duration maxIdle) {

    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(365);

    public SessionsConfig {
        check(maxAge);
        check(maxIdle);
    }

    /** The shipped settings: none, for a mail program waits for new mail (IMAP IDLE) for days without a word. */
    public static SessionsConfig defaults() {
        return new SessionsConfig(Duration.ZERO, Duration.ZERO);
    }

    private static void check(Duration limit) {
        if (!limit.isZero()) {
            Require.within(limit, LEAST, MOST);
        }
    }
}
