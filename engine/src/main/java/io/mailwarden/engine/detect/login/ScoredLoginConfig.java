package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.support.Require;

/**
 * Limits of the scored-login detector. Its score is the natural logarithm of how many times likelier a login is of an
 * attacker than of the account's owner.
 *
 * @param critical from this on a login is critical, 0 to 50; see {@link ScoredLogin} for what it costs and brings
 * @param suspected from this on it is suspected, 0 to 50
 * @param hosting how many times likelier an attacker comes from a data centre whose provider the owner
 *     does not use, 1 to 1000; in open data 26 % of the phishers and 1 % of unfamiliar benign days: 10 at least
 * @param anonymizer how many times likelier he comes through an anonymizer that the owner does not use, 1 to 1000; as
 *     data centres
 * @param organisationLogins learned logins of all accounts that it needs, 0 to 1 million; 200: to tell a tenth, which
 *     is the least that counts, from nothing
 */
public record ScoredLoginConfig(
        double critical, double suspected, double hosting, double anonymizer, int organisationLogins) {

    public ScoredLoginConfig {
        Require.within(critical, 0, 50, "(natural logarithm)");
        Require.within(suspected, 0, 50, "(natural logarithm)");
        Require.within(hosting, 1, 1000, "times");
        Require.within(anonymizer, 1, 1000, "times");
        Require.within(organisationLogins, 0, 1_000_000, "logins");
    }

    /** The default settings, as in the shipped configuration file. */
    public static ScoredLoginConfig defaults() {
        return new ScoredLoginConfig(7, 3, 10, 10, 200);
    }
}
