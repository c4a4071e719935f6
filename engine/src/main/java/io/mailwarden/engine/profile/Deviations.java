package io.mailwarden.engine.profile;

import java.time.Instant;

/**
 * How far one message is from what is normal for its account, in a few numbers that mean the same for all accounts.
 *
 * @param values one for each {@link Feature}, in its order, each within ±{@value #MOST}
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and made for each message
public record Deviations(float[] values) {

    /**
     * No feature says more than that. One extreme, such as a large file, is honest as a rule, and several odd things
     * together are not: on open data the score that 200 messages in a million pass is 3.5 with 8 and 2.7 with 4, while
     * the scores of made-up attacks are as high.
     */
    public static final float MOST = 4;

    /** What is looked at. Less than usual is no deviation, except for the size. */
    public enum Feature {
        /** Recipients: standard deviations above the mean, on a logarithmic scale. */
        RECIPIENTS,
        /** Share of recipients whom the account never wrote to: standard deviations above the mean. */
        FRESH,
        /** Size: standard deviations above or below the mean, on a logarithmic scale. */
        BYTES,
        /** Links: standard deviations above the mean, on a logarithmic scale. */
        LINKS,
        /** Attachments: standard deviations above the mean, on a logarithmic scale. */
        ATTACHMENTS,
        /** Minus the natural logarithm of the share of its messages that are sent at that hour. */
        HOUR,
        /** Messages of the last hour by the most in an hour of an earlier day, at least 4, as a logarithm to base 2. */
        RATE,
        /** One more than the domains that it never wrote to, as a logarithm to base 2. */
        DOMAINS;

        private static final int COUNT = values().length;

        /** How many there are. */
        static int count() {
            return COUNT;
        }
    }

    // Spreads that count at least: small ones come from few messages, not from strict habits.
    private static final double LEAST_LOGARITHM = 0.5;
    // Sizes within a factor of two of the usual one are no deviation.
    private static final double LEAST_SIZE = 1;
    private static final double LEAST_SHARE = 0.2;

    // As if one message had been sent at each hour before: few messages say little about 24 hours.
    private static final double HOURS = 24;
    // Whoever writes once a day as a rule answers ten mails on Monday: open data of an office.
    private static final double LEAST_HOURLY = 4;

    private static final double LN_2 = Math.log(2);

    /** Of a message that the profile has counted but not learned. */
    public static Deviations of(Sent sent, Shape shape, Novelty novelty, Instant at) {
        float[] values = new float[Feature.count()];
        float[] quantities = shape.quantities();
        Typical typical = sent.typical();
        double size = typical.deviation(Shape.BYTES, quantities[Shape.BYTES], LEAST_SIZE);
        values[Feature.RECIPIENTS.ordinal()] = above(typical, Shape.RECIPIENTS, quantities, LEAST_LOGARITHM);
        values[Feature.FRESH.ordinal()] = above(typical, Shape.FRESH, quantities, LEAST_SHARE);
        values[Feature.BYTES.ordinal()] = clamped(size, -MOST);
        values[Feature.LINKS.ordinal()] = above(typical, Shape.LINKS, quantities, LEAST_LOGARITHM);
        values[Feature.ATTACHMENTS.ordinal()] = above(typical, Shape.ATTACHMENTS, quantities, LEAST_LOGARITHM);
        values[Feature.HOUR.ordinal()] = hour(sent.rhythm(), shape.hour());
        values[Feature.RATE.ordinal()] = rate(sent, at);
        values[Feature.DOMAINS.ordinal()] = clamped(log2(1.0 + novelty.freshDomains()), 0);
        return new Deviations(values);
    }

    /** What that feature says. */
    public float of(Feature feature) {
        return values[feature.ordinal()];
    }

    private static float above(Typical typical, int quantity, float[] quantities, double least) {
        return clamped(typical.deviation(quantity, quantities[quantity], least), 0);
    }

    private static float hour(Rhythm rhythm, int hour) {
        double uses = rhythm.uses();
        return clamped(-Math.log((rhythm.hourShare(hour) * uses + 1) / (uses + HOURS)), 0);
    }

    private static float rate(Sent sent, Instant at) {
        return clamped(log2(sent.messagesInHour(at) / Math.max(LEAST_HOURLY, sent.usualMessagesInHour(at))), 0);
    }

    private static double log2(double value) {
        return Math.log(value) / LN_2;
    }

    private static float clamped(double value, float least) {
        return Double.isNaN(value) ? 0 : (float) Math.max(least, Math.min(MOST, value));
    }
}
