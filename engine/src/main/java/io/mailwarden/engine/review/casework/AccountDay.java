package io.mailwarden.engine.review.casework;

import io.mailwarden.engine.event.Account;
import java.time.Instant;

/**
 * What an account did in 24 hours, as far as the event log still tells.
 *
 * @param messages that it submitted; {@value #MOST} stands for that many or more
 * @param countries distinct ones that it logged in from, among its latest {@value #MOST} logins of the day
 */
public record AccountDay(long messages, int countries) {

    /** As far as is counted: beyond it, a list would wait for the account that sends most. */
    public static final int MOST = 1_000;

    /** Nothing is known of it. */
    public static final AccountDay NOTHING = new AccountDay(0, 0);

    /**
     * The 24 hours of an account up to a moment, that moment included.
     *
     * @param at the end
     */
    public record Ending(Account account, Instant at) {}
}
