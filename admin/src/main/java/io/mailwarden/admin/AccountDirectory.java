package io.mailwarden.admin;

import io.mailwarden.engine.event.Account;

/** Port to the accounts that the mail server has. Thread-safe. */
@FunctionalInterface
public interface AccountDirectory {

    /** Takes every name for an account. */
    AccountDirectory ANYBODY = account -> false;

    /** Whether the mail server has no such account, for certain: false when it cannot be asked. */
    boolean unknown(Account account);
}
