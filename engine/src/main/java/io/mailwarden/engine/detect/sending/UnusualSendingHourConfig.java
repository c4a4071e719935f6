package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.support.Require;

/**
 * Limits of the unusual-sending-hour detector.
 *
 * @param messages that the account must have sent, faded, 10 to 100 000; 100: fewer say little about 24 hours
 * @param share of them within an hour of that time, at most, 0 to 0.5; 0.01 was passed by 12 messages in 10 000 of open
 *     data
 */
public record UnusualSendingHourConfig(int messages, double share) {

    public UnusualSendingHourConfig {
        Require.within(messages, 10, 100_000, "messages");
        Require.within(share, 0, 0.5, "of all messages");
    }

    /** The default settings, as in the shipped configuration file. */
    public static UnusualSendingHourConfig defaults() {
        return new UnusualSendingHourConfig(100, 0.01);
    }
}
