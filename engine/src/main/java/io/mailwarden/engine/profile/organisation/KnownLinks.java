package io.mailwarden.engine.profile.organisation;

/** The domains that mail linked to in which nothing was found. Thread-safe; costs a look into memory. */
public final class KnownLinks {

    private final Organisation organisation;
    private final int enough;

    public KnownLinks(Organisation organisation, int enough) {
        this.organisation = organisation;
        this.enough = enough;
    }

    /** Whether any linked to that domain. */
    public boolean linksTo(String domain) {
        return organisation.linksTo(domain);
    }

    /** Whether so many domains are known that one which is not is worth a word. */
    public boolean enough() {
        return organisation.linkedDomains() >= enough;
    }
}
