package io.mailwarden.engine.review.casework;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.DomainFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which counts to show.
 *
 * @param domains whose accounts'
 * @param account that account's alone, which must be of these domains
 * @param from where the first step begins, on a whole minute, or hour where no account is named
 * @param step how long each is, in whole minutes, or hours where no account is named
 * @param steps how many, 1 to {@value #MOST_STEPS}
 */
public record TimelineQuery(DomainFilter domains, Optional<Account> account, Instant from, Duration step, int steps) {

    /** Most steps of one answer: what a chart can show, and three weeks of hours. */
    public static final int MOST_STEPS = 504;

    /** Throws IllegalArgumentException that says what is expected. */
    public TimelineQuery {
        long unit = account.isPresent() ? 60 : 3_600;
        String name = account.isPresent() ? "minutes" : "hours";
        if (step.isNegative() || step.isZero() || step.getNano() != 0 || step.getSeconds() % unit != 0) {
            throw new IllegalArgumentException("steps of whole " + name);
        }
        if (steps < 1 || steps > MOST_STEPS) {
            throw new IllegalArgumentException("1 to " + MOST_STEPS + " steps");
        }
        from = Instant.ofEpochSecond(Math.floorDiv(from.getEpochSecond(), unit) * unit);
    }

    /** Where the last step ends. */
    public Instant to() {
        return from.plus(step.multipliedBy(steps));
    }
}
