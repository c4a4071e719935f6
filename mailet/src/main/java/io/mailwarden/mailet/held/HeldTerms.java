package io.mailwarden.mailet.held;

import io.mailwarden.engine.response.held.HeldRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The terms of held mail: when it expires, and how long before administrators are alerted.
 *
 * @param expireAfter it is deleted so long after it was held; zero for never
 * @param alertBefore administrators are told at least so long before
 */
public record HeldTerms(Duration expireAfter, Duration alertBefore) {

    /** Whether held mail is deleted at all. */
    public boolean expires() {
        return !expireAfter.isZero();
    }

    /** When the message is deleted at the earliest, as far as it is known now. */
    public Optional<Instant> end(HeldRow row) {
        if (!expires()) {
            return Optional.empty();
        }
        Instant old = row.message().heldAt().plus(expireAfter);
        Instant announced = row.alertedAt().map(at -> at.plus(alertBefore)).orElse(old);
        return Optional.of(old.isAfter(announced) ? old : announced);
    }
}
