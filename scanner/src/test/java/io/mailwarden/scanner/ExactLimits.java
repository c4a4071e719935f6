package io.mailwarden.scanner;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Between which limits a true share lies with a certainty of 95 %, when so many of so many were found: those of Clopper
 * and Pearson (1934), which are exact for few trials, too.
 *
 * @param low 0 to 1
 * @param high 0 to 1
 */
record ExactLimits(double low, double high) {

    private static final double TAIL = 0.025;
    private static final int HALVINGS = 60;

    static ExactLimits of(long found, long all) {
        double low = found == 0 ? 0 : root(share -> atLeast(found, all, share));
        double high = found == all ? 1 : 1 - root(share -> atLeast(all - found, all, share));
        return new ExactLimits(low, high);
    }

    /** Such as 81.0 % (17 of 21; 58.1 to 94.6). */
    static String told(long found, long all) {
        if (all == 0) {
            return "";
        }
        ExactLimits limits = of(found, all);
        return String.format(
                Locale.ROOT,
                "%.1f %% (%d of %d; %.1f to %.1f)",
                100.0 * found / all,
                found,
                all,
                100 * limits.low,
                100 * limits.high);
    }

    // Where a tail that grows with the share is as large as TAIL.
    private static double root(DoubleUnaryOperator tail) {
        double low = 0;
        double high = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            if (tail.applyAsDouble(middle) < TAIL) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double atLeast(long found, long all, double share) {
        double sum = 0;
        double logOfChoices = 0;
        for (long hits = 0; hits <= all; hits++) {
            if (hits >= found) {
                sum += Math.exp(logOfChoices + hits * Math.log(share) + (all - hits) * Math.log(1 - share));
            }
            logOfChoices += Math.log((double) (all - hits) / (hits + 1));
        }
        return sum;
    }
}
