package io.mailwarden.engine.response;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Instant;
import java.util.List;

/**
 * Port to the records of responses, of all nodes. Thread-safe. Every method throws {@link StoreUnavailable} when
 * the store cannot be reached.
 */
public interface ResponseRecordStore {

    /** Keeps it, unless the incident has one of that severity and response already; kept when this returns. */
    boolean add(ResponseRecord recorded);

    /** What was done about the account's incident, in time. */
    List<ResponseRecord> of(Account account, String incident);

    /** Forgets what was done before that time; returns how much. */
    int forget(Instant before);
}
