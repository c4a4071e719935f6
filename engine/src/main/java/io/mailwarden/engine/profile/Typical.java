package io.mailwarden.engine.profile;

/**
 * Mean and spread of some quantities, the later values weighing more: the last {@value #MEMORY} or so count. Not
 * thread-safe: its profile guards it.
 */
public final class Typical {

    private static final int MEMORY = 200;

    // The mean of each, then the variance of each.
    private final float[] moments;
    private int seen;

    Typical(int quantities) {
        moments = new float[2 * quantities];
    }

    // Welford's update with a weight that never falls below 1 / MEMORY.
    void learn(float[] values) {
        seen = Math.min(seen + 1, MEMORY);
        float weight = 1f / seen;
        for (int i = 0; i < quantities(); i++) {
            float away = values[i] - moments[i];
            moments[i] += weight * away;
            moments[quantities() + i] += weight * (away * (values[i] - moments[i]) - moments[quantities() + i]);
        }
    }

    private int quantities() {
        return moments.length / 2;
    }

    /** How many values made it, at most {@value #MEMORY}. */
    public int seen() {
        return seen;
    }

    /** The mean of one quantity; 0 when none was seen. */
    public double mean(int quantity) {
        return moments[quantity];
    }

    /**
     * How many standard deviations a value lies from the mean; the deviation counts as at least {@code least}, since few
     * values show less than there is. 0 when none was seen.
     *
     * @param least more than 0
     */
    public double deviation(int quantity, double value, double least) {
        if (seen == 0) {
            return 0;
        }
        double spread = Math.max(least, Math.sqrt(Math.max(0, moments[quantities() + quantity])));
        return (value - moments[quantity]) / spread;
    }
}
