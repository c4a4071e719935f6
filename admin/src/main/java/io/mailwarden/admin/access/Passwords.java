package io.mailwarden.admin.access;

import io.mailwarden.engine.event.Account;

/** Whether a password is an account's, as the mail server checks it. Thread-safe; may wait for the server's own store. */
@FunctionalInterface
public interface Passwords {

    /** False also where the account is unknown or the server cannot be asked. */
    boolean right(Account account, String password);
}
