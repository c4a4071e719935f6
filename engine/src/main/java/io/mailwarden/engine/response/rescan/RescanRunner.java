package io.mailwarden.engine.response.rescan;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.StoreUnavailable;

/** Port to the runner of re-scans, James's task manager. Implementations are thread-safe. */
public interface RescanRunner {

    /**
     * Starts a re-scan of what the account sent of late. When one of the incident runs already, that one is meant.
     * After one is through, a new one looks at what came since, and again at what was left: what could not be read or
     * taken, and what has gone since.
     *
     * @param account whose journal
     * @param incident id of the incident, for which it is
     * @param act whether malicious copies are taken; else it only reports
     * @return the id of the task that works on it
     * @throws StoreUnavailable when it could not be begun
     */
    String start(Account account, String incident, boolean act);

    /**
     * Takes up what nobody works on any more, and tells of what nobody told of: a server was stopped or killed in the
     * middle. Never throws.
     */
    void resume();

    /** Forgets re-scans that ended a year ago, and all that belongs to them. Throws {@link StoreUnavailable}. */
    void forgetOld();
}
