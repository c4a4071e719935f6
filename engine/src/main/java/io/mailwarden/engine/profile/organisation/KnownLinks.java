package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.event.Account;

/**
 * The domains that mail of an organisation linked to in which nothing was found. Thread-safe; costs a look into memory.
 */
public final class KnownLinks {

    private final Organisations organisations;
    private volatile int enough;

    public KnownLinks(Organisations organisations, int enough) {
        this.organisations = organisations;
        this.enough = enough;
    }

    /** From now on so many domains are enough. */
    public void enough(int other) {
        enough = other;
    }

    /** Whether any of the account's organisation linked to that domain. */
    public boolean linksTo(Account account, String domain) {
        return organisations.of(account).linksTo(domain);
    }

    /** Whether so many domains are known to it that one which is not is worth a word. */
    public boolean enough(Account account) {
        return organisations.of(account).linkedDomains() >= enough;
    }
}
