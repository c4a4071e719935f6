package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;

/**
 * Mean and spread of some quantities, the later values weighing more: the last {@value #MEMORY} or so count. A view on
 * numbers that its owner keeps. Not thread-safe: its profile guards it.
 */
public final class Typical {

    private static final int MEMORY = 200;

    // From the first on: how many were seen, the mean of each quantity, then the variance of each.
    private final float[] numbers;
    private final int first;
    private final int quantities;

    /** What is kept there from that index on. */
    public Typical(float[] numbers, int first, int quantities) {
        this.numbers = numbers;
        this.first = first;
        this.quantities = quantities;
    }

    /** How many numbers it takes. */
    public static int room(int quantities) {
        return 1 + 2 * quantities;
    }

    // Welford's update with a weight that never falls below 1 / MEMORY.
    public void learn(float[] values) {
        numbers[first] = Math.min(numbers[first] + 1, MEMORY);
        float weight = 1 / numbers[first];
        for (int i = 0; i < quantities; i++) {
            int mean = first + 1 + i;
            int variance = mean + quantities;
            float away = values[i] - numbers[mean];
            numbers[mean] += weight * away;
            numbers[variance] += weight * (away * (values[i] - numbers[mean]) - numbers[variance]);
        }
    }

    /** How many values made it, at most {@value #MEMORY}. */
    public int seen() {
        return (int) numbers[first];
    }

    /** The mean of one quantity; 0 when none was seen. */
    public double mean(int quantity) {
        return numbers[first + 1 + quantity];
    }

    /**
     * How many standard deviations a value lies from the mean; the deviation counts as at least {@code least}, since
     * few values show less than there is. 0 when none was seen.
     *
     * @param least more than 0
     */
    public double deviation(int quantity, double value, double least) {
        if (seen() == 0) {
            return 0;
        }
        double variance = numbers[first + 1 + quantities + quantity];
        double spread = Math.max(least, Math.sqrt(Math.max(0, variance)));
        return (value - mean(quantity)) / spread;
    }

    void write(SnapshotWriter out) {
        for (int i = first; i < first + room(quantities); i++) {
            out.decimal(numbers[i]);
        }
    }

    void read(SnapshotReader in) throws UnreadableSnapshot {
        for (int i = first; i < first + room(quantities); i++) {
            numbers[i] = in.decimal32();
        }
    }
}
