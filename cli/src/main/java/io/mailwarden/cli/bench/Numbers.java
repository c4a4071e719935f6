package io.mailwarden.cli.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Figures as reports show them. */
final class Numbers {

    private static final long MINUTE = 60;
    private static final long HOUR = 3600;
    private static final int SMALL = 10;

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
     * The most that may be expected, with 95 % certainty, where so many were counted: a Poisson limit by the
     * approximation of Wilson and Hilferty, exact to a few percent.
     */
    static double upper(long count) {
        double next = count + 1.0;
        double root = 1 - 1 / (9 * next) + 1.6449 / (3 * Math.sqrt(next));
        return next * root * root * root;
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
