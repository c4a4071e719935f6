package io.mailwarden.engine.eventlog;

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

    /**
     * The features of a message whose deviation from habit is measured. Less than usual is no deviation, except for the
     * size.
     */
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

        /** The number of features. */
        public static int count() {
            return COUNT;
        }
    }

    /** The deviation of that feature. */
    public float of(Feature feature) {
        return values[feature.ordinal()];
    }
}
