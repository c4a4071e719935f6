package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.support.Require;

/**
 * Hard caps, messages and recipients separately; 0 turns one off.
 *
 * @param messagesPerMinute 0 to 100 000; 30 is where Exchange Online throttles a mailbox
 * @param messagesPerHour 0 to 100 000; 500, as the most generous of the hosts that tell theirs for one mailbox, within
 *     a quarter (Iridis 250, TSS 400)
 * @param messagesPerDay 0 to 100 000; 2000, as Google Workspace
 * @param recipientsPerMinute 0 to 100 000; 1000, twice what Exchange Online lets one message
 *     have
 * @param recipientsPerHour 0 to 100 000; 1500, the 500 outside and 1000 inside that CIS and Microsoft recommend
 * @param recipientsPerDay 0 to 100 000; 10 000, as Exchange Online and Google Workspace
 * @param timesHabit how many times its own highest of earlier days an account may reach, 1 to 100
 */
public record SendingCapConfig(
        int messagesPerMinute,
        int messagesPerHour,
        int messagesPerDay,
        int recipientsPerMinute,
        int recipientsPerHour,
        int recipientsPerDay,
        double timesHabit) {

    public SendingCapConfig {
        Require.within(messagesPerMinute, 0, 100_000, "messages");
        Require.within(messagesPerHour, 0, 100_000, "messages");
        Require.within(messagesPerDay, 0, 100_000, "messages");
        Require.within(recipientsPerMinute, 0, 100_000, "recipients");
        Require.within(recipientsPerHour, 0, 100_000, "recipients");
        Require.within(recipientsPerDay, 0, 100_000, "recipients");
        Require.within(timesHabit, 1, 100, "times");
    }

    /** The default settings, as in the shipped configuration file. */
    public static SendingCapConfig defaults() {
        return new SendingCapConfig(30, 500, 2000, 1000, 1500, 10_000, 3);
    }
}
