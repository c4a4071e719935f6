package io.mailwarden.engine.review.access;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.util.Optional;

/**
 * A sign-in of a console user, on all nodes.
 *
 * @param id names it to administrators; opens nothing
 * @param account who signed in
 * @param address from where
 * @param client what the browser calls itself, fit to be shown
 * @param since when
 * @param lastActive of its latest request, to the minute
 * @param expires when it ends however active it is
 * @param ended when somebody ended it; empty otherwise
 */
public record ConsoleSession(
        String id,
        Account account,
        String address,
        String client,
        Instant since,
        Instant lastActive,
        Instant expires,
        Optional<Instant> ended) {}
