package io.mailwarden.engine.response;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.StoreUnavailable;
import java.util.List;
import java.util.Optional;

/**
 * Port to the messages that wait for review. Implementations are thread-safe: two administrators may press the same
 * button at once. Every method throws {@link StoreUnavailable} when the place where they are kept cannot be reached.
 */
public interface HeldMail {

    /** Newest first; only those of the account, when one is given; at most {@code limit}. */
    List<HeldMessage> list(Optional<Account> account, int limit);

    /** How many wait. */
    long count();

    /**
     * Sends the message on to its original recipients, once, without assessing it again.
     *
     * @return false when no message of that id waits (any more)
     */
    boolean release(String id);

    /**
     * Destroys the message.
     *
     * @return false when no message of that id waits (any more)
     */
    boolean delete(String id);
}
