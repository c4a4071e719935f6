package io.mailwarden.engine;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.verdict.Restriction;
import io.mailwarden.engine.verdict.Verdict;

/**
 * The engine's interface for events: doors and mailets call it for each login and message. Thread-safe; never throws,
 * never blocks on network or disk.
 */
public interface Warden {

    /**
     * Somebody who claims to be that account is about to show a password: what is known of the account is fetched while
     * James checks it. Returns at once.
     */
    void expect(Account account);

    /**
     * Records the event, compares it with what is normal for its account, and answers.
     *
     * <p>Call it once for each event, after James has checked the password and before the client is told; an accepted
     * login that is answered with {@link Verdict.Reject} is recorded as blocked. A refused login is answered as an
     * accepted one would have been: deny it in the same way. If the engine itself fails, an alarm is raised and the
     * configured failure policy answers.
     */
    Verdict assess(Event event);

    /**
     * How far the account may use the doors at this moment. Asked before every step of a session that sends or reads:
     * it costs a look into memory.
     */
    Restriction restriction(Account account);

    /**
     * Whether anything stands against the account at this moment, so that what it sends deserves a closer look. Costs a
     * look into memory.
     */
    boolean suspects(Account account);

    /**
     * The answer for a message that could not be judged. Where the account's mail is held already, it is held; else the
     * failure policy answers: allow lets it go, hold makes it wait. Raises an alarm. Not for a message whose verdict is
     * hold and that cannot be stored: that one waits, whatever the policy says.
     *
     * @param message which
     * @param cause short name of what failed, such as {@code message-unreadable}
     * @param error what happened
     */
    Verdict failed(Message message, String cause, Throwable error);
}
