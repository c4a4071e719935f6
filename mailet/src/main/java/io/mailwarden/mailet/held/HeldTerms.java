package io.mailwarden.mailet.held;

import io.mailwarden.engine.response.held.HeldRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long mail is held.
 *
 * @param expireAfter it is deleted so long after it was held; zero for never
 * @param noticeBefore administrators are told at least so long before
 */
public record HeldTerms(Duration expireAfter, Duration noticeBefore) {

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
        Instant announced = row.noticed().map(at -> at.plus(noticeBefore)).orElse(old);
        return Optional.of(old.isAfter(announced) ? old : announced);
    }
}
