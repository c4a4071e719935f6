package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.event.Message;
import java.time.Instant;

/**
 * The outline of one message in numbers, as an account's typical messages are kept.
 *
 * @param quantities see the constants
 * @param hour 0 to 23, UTC
 * @param weekday 0 for Monday to 6
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and made for each message
public record Shape(float[] quantities, int hour, int weekday) {

    /** Logarithm to base 2 of the number of recipients. */
    public static final int RECIPIENTS = 0;

    /** Share of recipients whom the account never wrote to. */
    public static final int FRESH = 1;

    /** Logarithm to base 2 of the size in bytes. */
    public static final int BYTES = 2;

    /** Logarithm to base 2 of one more than the number of links. */
    public static final int LINKS = 3;

    /** Logarithm to base 2 of one more than the number of attachments. */
    public static final int ATTACHMENTS = 4;

    /** Share of the domains it links to that the organisation never linked to. */
    public static final int NEW_LINKS = 5;

    static final int QUANTITIES = 6;

    private static final double LN_2 = Math.log(2);

    /** Of a message that links to nothing new, and what of its envelope was new. */
    public static Shape of(Message message, Novelty novelty) {
        return of(message, novelty, 0);
    }

    /** Of a message, what of its envelope was new, and the share of its links that was. */
    public static Shape of(Message message, Novelty novelty, double newLinks) {
        Instant at = message.at();
        Message.Content content = message.content();
        float[] quantities = new float[QUANTITIES];
        quantities[RECIPIENTS] = log2(Math.max(1, novelty.recipients()));
        quantities[FRESH] = (float) novelty.freshShare();
        quantities[BYTES] = log2(1.0 + Math.max(0, content.bytes()));
        quantities[LINKS] = log2(1 + content.urls().size());
        quantities[ATTACHMENTS] = log2(1 + content.attachments().size());
        quantities[NEW_LINKS] = (float) newLinks;
        return new Shape(quantities, Hours.hour(at), Hours.weekday(at));
    }

    /** The deviation of new links, as in {@link #NEW_LINKS}. */
    public float newLinks() {
        return quantities[NEW_LINKS];
    }

    /** Whether nobody whom it goes to was ever written to. */
    public boolean toStrangers() {
        return quantities[FRESH] == 1;
    }

    private static float log2(double value) {
        return (float) (Math.log(value) / LN_2);
    }
}
