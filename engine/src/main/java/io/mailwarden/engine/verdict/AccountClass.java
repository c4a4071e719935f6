package io.mailwarden.engine.verdict;

/** The class of an account, such as administrator or VIP, for which workflows are configured. */
public enum AccountClass {
    /** All that nobody listed. */
    ORDINARY,
    /** Whose mail matters more than others'. */
    VIP,
    /** Who mends what goes wrong: never blocked automatically. */
    ADMINISTRATOR
}
