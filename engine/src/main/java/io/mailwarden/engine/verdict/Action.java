package io.mailwarden.engine.verdict;

import java.util.Locale;

/** An action of a workflow, which an operator may want done when an account is under suspicion. */
public enum Action {
    /** Tell the administrators. */
    ALERT,
    /** The account can neither log in, nor send, nor read. */
    BLOCK,
    /** What the account sends is refused; with {@link #HOLD} it is held instead, with {@link #DEFER} it is deferred. */
    BLOCK_OUTGOING,
    /** What it sends waits for review. */
    HOLD,
    /** What it sends is held while both its logins and its sending are suspected. */
    HOLD_IF_BOTH,
    /** What it sends is refused for now, instead of being held. */
    DEFER,
    /** Its open sessions end. */
    END_SESSIONS,
    /** What it sent in the last hours is looked at once more, more strictly. */
    RESCAN;

    /** The name in configuration and in the API: lower case, with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
