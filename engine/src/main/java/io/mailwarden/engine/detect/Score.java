package io.mailwarden.engine.detect;

/**
 * How strongly an anomaly speaks for a takeover, from 0 to 1.
 *
 * @param value 0 for none, 1 for certain
 */
public record Score(double value) {

    public Score {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("score must be within [0, 1]: " + value);
        }
    }

    /** The nearest score to any number; not-a-number gives 0. */
    public static Score clamped(double value) {
        return new Score(Double.isNaN(value) ? 0 : Math.max(0, Math.min(1, value)));
    }

    /** Two independent pieces of evidence together: 1 - (1 - a)(1 - b). */
    public Score and(Score other) {
        return clamped(1 - (1 - value) * (1 - other.value));
    }
}
