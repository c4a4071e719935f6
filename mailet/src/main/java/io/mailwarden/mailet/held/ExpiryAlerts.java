package io.mailwarden.mailet.held;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.util.Map;

/** Port to those who must know before held mail is deleted because its time is over. Thread-safe. */
@FunctionalInterface
public interface ExpiryAlerts {

    /** Nobody is told, so nothing expires. */
    ExpiryAlerts NONE = summary -> false;

    /**
     * What is about to be deleted.
     *
     * @param messages how many, at least 1
     * @param accounts how many of each account
     * @param first when the first of them is deleted
     */
    record ExpirySummary(long messages, Map<Account, Long> accounts, Instant first) {

        public ExpirySummary {
            accounts = Map.copyOf(accounts);
        }
    }

    /**
     * Tells administrators. May be called twice for the same messages, when a crash comes between.
     *
     * @return whether they were told, or will be for certain; false or a throw: it is tried again, and nothing is
     *     deleted
     */
    boolean soonExpiring(ExpirySummary summary);
}
