package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.support.Require;

/**
 * Limits of the shared-text detector.
 *
 * @param accounts that sent nearly the same text within an hour, 2 to 60; 3, since two may share their work
 * @param recipients that this account sent it to, at least, 1 to 300; 5: colleagues answer to one thread, they do not
 *     each write to five people
 */
public record SharedTextConfig(int accounts, int recipients) {

    public SharedTextConfig {
        Require.within(accounts, 2, 60, "accounts");
        Require.within(recipients, 1, 300, "recipients");
    }

    /** The default settings, as in the shipped configuration file. */
    public static SharedTextConfig defaults() {
        return new SharedTextConfig(3, 5);
    }
}
