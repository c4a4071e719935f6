package io.mailwarden.admin.http;

import io.mailwarden.engine.event.Account;

/**
 * Which accounts and domains the server has: a slip of the pen must not set a block that holds nobody. Thread-safe; may
 * wait for the server's own store. Where that cannot be asked, every account and every domain may be there.
 */
public interface AccountDirectory {

    /** Whether the server has that account, as far as can be told. */
    boolean mayHave(Account account);

    /** Sets the account's password; false when the server has no such account, or cannot change its passwords. */
    boolean setPassword(Account account, String password);

    /** Whether it has that domain, lower case, as far as can be told. */
    boolean mayHaveDomain(String domain);
}
