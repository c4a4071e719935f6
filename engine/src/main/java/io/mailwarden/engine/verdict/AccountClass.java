package io.mailwarden.engine.verdict;

/** Accounts that are answered alike. */
public enum AccountClass {
    /** All that nobody listed. */
    ORDINARY,
    /** Whose mail matters more than others'. */
    VIP,
    /** Who mends what goes wrong: never blocked automatically. */
    ADMINISTRATOR
}
