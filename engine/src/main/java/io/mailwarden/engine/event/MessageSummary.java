package io.mailwarden.engine.event;

import io.mailwarden.engine.support.Text;
import java.util.List;

/**
 * What a message is known by where its content is not at hand.
 *
 * @param sender envelope sender; empty for the null sender
 * @param recipients envelope recipients
 * @param subject decoded subject, cut
 * @param bytes size of the whole message
 */
public record MessageSummary(String sender, List<String> recipients, String subject, long bytes) {

    private static final int LONGEST_ADDRESS = 320;
    private static final int LONGEST_SUBJECT = 1000;

    public MessageSummary {
        recipients = List.copyOf(recipients);
    }

    /** The same, fit to be shown. */
    public MessageSummary printable() {
        return new MessageSummary(
                Text.printable(sender, LONGEST_ADDRESS),
                recipients.stream()
                        .map(one -> Text.printable(one, LONGEST_ADDRESS))
                        .toList(),
                Text.printable(subject, LONGEST_SUBJECT),
                bytes);
    }
}
