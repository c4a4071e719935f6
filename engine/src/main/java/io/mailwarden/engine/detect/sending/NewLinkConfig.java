package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.support.Require;

/**
 * Limits of the new-link detector.
 *
 * @param knownDomains that the whole organisation must have linked to before one counts as new, 10 to 30 000; 200
 * @param usualShare of new domains in the account's own links, at most, 0 to 1; 0.1: a researcher's links are all new
 */
public record NewLinkConfig(int knownDomains, double usualShare) {

    public NewLinkConfig {
        Require.within(knownDomains, 10, 30_000, "domains");
        Require.within(usualShare, 0, 1, "of all links");
    }

    /** The default settings, as in the shipped configuration file. */
    public static NewLinkConfig defaults() {
        return new NewLinkConfig(200, 0.1);
    }
}
