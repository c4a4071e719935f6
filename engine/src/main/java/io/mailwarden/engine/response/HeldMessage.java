package io.mailwarden.engine.response;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.util.List;

/**
 * A message that waits for review.
 *
 * @param id names it in the API
 * @param account who submitted it
 * @param heldAt when it was held
 * @param sender envelope sender; empty for the null sender
 * @param recipients envelope recipients
 * @param subject decoded subject, cut
 * @param bytes size
 * @param reason the verdict's explanation
 */
public record HeldMessage(
        String id,
        Account account,
        Instant heldAt,
        String sender,
        List<String> recipients,
        String subject,
        long bytes,
        String reason) {

    public HeldMessage {
        recipients = List.copyOf(recipients);
    }
}
