package io.mailwarden.admin.http;

import io.mailwarden.engine.event.Account;
import java.util.List;
import java.util.Optional;

/**
 * Which accounts and domains the server has: a slip of the pen must not set a block that holds nobody. Thread-safe; may
 * wait for the server's own store. Where that cannot be asked, every account and every domain may be there.
 */
public interface AccountDirectory {

    /** Whether the server has that account, as far as can be told. */
    boolean mayHave(Account account);

    /** Sets the account's password; false when the server has no such account, or cannot change its passwords. */
    boolean setPassword(Account account, String password);

    /** Who else may act for the account, and for whom it may, as the server keeps it; empty where it keeps no such thing. */
    Optional<Delegations> delegations(Account account);

    /**
     * Who may act for whom.
     *
     * @param trusted those who may open the account's mail with their own password
     * @param trustedBy those whose mail the account may open with its own
     */
    record Delegations(List<Account> trusted, List<Account> trustedBy) {

        public Delegations {
            trusted = List.copyOf(trusted);
            trustedBy = List.copyOf(trustedBy);
        }
    }

    /** Whether it has that domain, lower case, as far as can be told. */
    boolean mayHaveDomain(String domain);
}
