package io.mailwarden.engine.review.access;

import io.mailwarden.engine.event.Account;
import java.time.Instant;

/**
 * A program that shows codes which change by time (TOTP, RFC 6238).
 *
 * @param account whose
 * @param secret in Base32, without padding
 * @param lastStep the latest step of time whose code was used: none of it or before is taken again
 * @param since when it was enrolled
 */
public record SecondFactor(Account account, String secret, long lastStep, Instant since) {

    /** The same, not to be logged. */
    @Override
    public String toString() {
        return "second factor of " + account;
    }
}
