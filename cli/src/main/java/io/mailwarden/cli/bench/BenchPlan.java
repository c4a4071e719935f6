package io.mailwarden.cli.bench;

import java.time.Duration;

/**
 * The size of a benchmark: seed, number of takeovers, time until reviews.
 *
 * @param seed of all chance
 * @param mostTakeovers of each kind in each history
 * @param dismissesAfter how long the administrator takes to dismiss a false critical incident
 */
public record BenchPlan(long seed, int mostTakeovers, Duration dismissesAfter) {

    private static final int MOST = 150;
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    /** The plan of a usual run, with that seed. */
    public static BenchPlan usual(long seed) {
        return new BenchPlan(seed, MOST, HALF_A_DAY);
    }
}
