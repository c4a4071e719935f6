package io.mailwarden.engine.event;

import io.mailwarden.engine.support.Text;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Word came back to an account that a message could not be delivered. Anybody can send such a report, so it is worth
 * only as much as the account's having sent the message.
 *
 * @param at when the report came in
 * @param account to whom it was reported
 * @param recipient the address that the message did not reach, lower case
 * @param status enhanced status code (RFC 3463) of a failure, such as 5.1.1
 * @param originalMessageId Message-ID of the message; empty when the report does not tell
 * @param own whether this server made it, which nobody else can forge
 */
public record DeliveryReport(
        Instant at, Account account, String recipient, String status, String originalMessageId, boolean own)
        implements Event {

    private static final Pattern FAILURE = Pattern.compile("[45]\\.[0-9]{1,3}\\.[0-9]{1,3}");

    // RFC 5321 4.5.3.1 for addresses, RFC 5322 2.1.1 for headers.
    private static final int LONGEST_ADDRESS = 320;
    private static final int LONGEST_MESSAGE_ID = 998;

    /** Throws IllegalArgumentException for a blank recipient and for a status that tells of no failure. */
    public DeliveryReport {
        recipient = Text.printable(recipient.strip().toLowerCase(Locale.ROOT), LONGEST_ADDRESS);
        originalMessageId = Text.printable(originalMessageId.strip(), LONGEST_MESSAGE_ID);
        if (recipient.isEmpty()) {
            throw new IllegalArgumentException("recipient: expected an address");
        }
        if (!isFailure(status)) {
            throw new IllegalArgumentException("status: expected 4.x.x or 5.x.x, such as 5.1.1");
        }
    }

    /** One that another server made, or somebody who says that he is one. */
    public DeliveryReport(Instant at, Account account, String recipient, String status, String originalMessageId) {
        this(at, account, recipient, status, originalMessageId, false);
    }

    /** Whether that is the code of a failure, of either kind. */
    public static boolean isFailure(String status) {
        return FAILURE.matcher(status).matches();
    }

    /** Whether the failure will last: 5.x.x. */
    public boolean permanent() {
        return status.startsWith("5");
    }

    @Override
    public String kind() {
        return "delivery-report";
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.deliveryReport(this);
    }

    @Override
    public DeliveryReport movedTo(Instant time) {
        return new DeliveryReport(time, account, recipient, status, originalMessageId, own);
    }
}
