package io.mailwarden.engine.review.rules;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import java.time.Instant;
import java.util.List;

/**
 * What the event log still has of an account. Thread-safe; every method may wait, and throws {@link
 * io.mailwarden.engine.support.StoreUnavailable}.
 */
public interface PastEvents {

    /** Most events that a method returns. */
    int MOST = 1_000;

    /** Its latest logins, and the clients that named themselves after them, newest first; at most {@value #MOST}. */
    List<EventAssessed> latest(Account account);

    /** Its latest messages since then in which anything was found, newest first; at most {@value #MOST}. */
    List<EventAssessed> messages(Account account, Instant from);
}
