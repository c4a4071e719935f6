package io.mailwarden.cli.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Figures as reports show them. */
final class Numbers {

    private static final long MINUTE = 60;
    private static final long HOUR = 3600;
    private static final int SMALL = 10;
    private static final double ONE_IN_TWENTY = 0.05;
    private static final double PRECISION = 1e-6;

    private Numbers() {}

    /** The smallest value that so many of a hundred do not exceed (nearest rank); 0 for none. */
    static long percentile(List<Long> sorted, int percent) {
        if (sorted.isEmpty()) {
            return 0;
        }
        int rank = (int) ((sorted.size() * (long) percent + 99) / 100);
        return sorted.get(Math.max(0, rank - 1));
    }

    /** How many there would be among so many others. */
    static double per(long count, long of, long others) {
        return of == 0 ? 0 : (double) count * others / of;
    }

    /**
     * The most that may be expected, with 95 % certainty, where so many were counted among many more: the exact limit of
     * Poisson, where so few or fewer would be counted once in twenty times (Clopper and Pearson 1934 for rare events).
     */
    static double upper(long count) {
        double low = count;
        double high = 2 * count + SMALL;
        while (high - low > PRECISION * high) {
            double middle = (low + high) / 2;
            if (atMost(count, middle) > ONE_IN_TWENTY) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    // The probability of so many or fewer, where so many are expected.
    private static double atMost(long count, double expected) {
        double logarithm = -expected;
        double sum = Math.exp(logarithm);
        for (long i = 1; i <= count; i++) {
            logarithm += Math.log(expected / i);
            sum += Math.exp(logarithm);
        }
        return sum;
    }

    static String rate(double value) {
        return value == 0 || value >= SMALL
                ? String.format(Locale.ROOT, "%,d", Math.round(value)).replace(',', ' ')
                : String.format(Locale.ROOT, "%.1f", value);
    }

    static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
    }

    static String percent(long part, long all) {
        return all == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / all);
    }

    static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 2 * MINUTE) {
            return seconds + " s";
        }
        return seconds < 2 * HOUR ? seconds / MINUTE + " min" : String.format(Locale.ROOT, "%.1f h", seconds / 3600.0);
    }
}
