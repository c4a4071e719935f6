package io.mailwarden.engine.response.rescan;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.support.Page;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Port to the mail of an account that waits for review, so that it can be scanned too. Implementations are thread-safe;
 * methods throw {@link io.mailwarden.engine.support.StoreUnavailable} when the place cannot be reached.
 */
public interface HeldMessages {

    /** Messages of the account that wait and were not found malicious so far, newest first. */
    Page<HeldMessage> waiting(Account account, Optional<String> cursor);

    /** The message, to be closed; empty when it waits no more, or on another node. */
    Optional<InputStream> open(HeldMessage message) throws IOException;

    /**
     * It stays where it is, as a malicious one.
     *
     * @return false when it waits no more
     */
    boolean moveToQuarantine(HeldMessage message, String reason, String incident);
}
