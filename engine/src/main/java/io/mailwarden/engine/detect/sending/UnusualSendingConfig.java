package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.support.Require;

/**
 * Limit of the unusual-sending detector.
 *
 * @param threshold the forest's score from which on a message is unusual, 1 to 8; 2.8 was passed by fewer than 200
 *     messages in a million of each set of open data, and by most made-up attacks
 */
public record UnusualSendingConfig(double threshold) {

    public UnusualSendingConfig {
        Require.within(threshold, 1, 8, "of the forest's score");
    }

    /** The default settings, as in the shipped configuration file. */
    public static UnusualSendingConfig defaults() {
        return new UnusualSendingConfig(2.8);
    }
}
