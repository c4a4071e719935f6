package io.mailwarden.cli.bench.history;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Chance that is the same for the same seed on every machine: the algorithms of java.util.Random are laid down. */
public final class Dice {

    private final Random random;

    private Dice(long seed) {
        random = new Random(seed);
    }

    /** Those of that seed and that purpose; other purposes get other numbers. */
    public static Dice of(long seed, String purpose) {
        long mixed = seed;
        for (int i = 0; i < purpose.length(); i++) {
            mixed = mixed * 0x9E3779B97F4A7C15L + purpose.charAt(i);
        }
        return new Dice(mixed ^ mixed >>> 31);
    }

    /** True that often, 0 to 1. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From the first, below the second. */
    public int between(int from, int below) {
        return from + random.nextInt(below - from);
    }

    /** From the first to the second. */
    public double between(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    /** A time between the two. */
    public Duration between(Duration from, Duration to) {
        return Duration.ofMillis((long) between((double) from.toMillis(), (double) to.toMillis()));
    }

    /** A normally distributed number. */
    public double normal(double mean, double deviation) {
        return mean + deviation * random.nextGaussian();
    }

    /** With a long tail above the median. */
    public double skewed(double median, double sigma) {
        return median * StrictMath.exp(sigma * random.nextGaussian());
    }

    /** How many, when so many are expected; by Knuth's method, fit for small numbers. */
    public int count(double expected) {
        double limit = StrictMath.exp(-expected);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            count++;
            product *= random.nextDouble();
        }
        return count;
    }

    /** One of the choices, each equally likely. */
    public <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A number of 64 random bits. */
    public long bits() {
        return random.nextLong();
    }

    /** A 12-bit mark, as of some password. */
    public int mark() {
        return random.nextInt(4096);
    }
}
