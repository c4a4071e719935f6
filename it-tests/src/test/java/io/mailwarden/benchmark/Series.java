package io.mailwarden.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * Values of the same measurement, in the order in which they were taken.
 *
 * @param values at least one
 */
record Series(List<Double> values) {

    Series {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Whether all are 0. */
    boolean isZero() {
        return values.stream().allMatch(value -> value == 0);
    }

    /** Each value divided by the one that was measured next to it; NaN beside a zero. */
    Series ratioTo(Series neighbours) {
        return beside(neighbours, (value, neighbour) -> neighbour == 0 ? Double.NaN : value / neighbour);
    }

    /** Each value less the one that was measured next to it. */
    Series minus(Series neighbours) {
        return beside(neighbours, (value, neighbour) -> value - neighbour);
    }

    private Series beside(Series neighbours, DoubleBinaryOperator operator) {
        if (neighbours.values.size() != values.size()) {
            throw new IllegalArgumentException(values.size() + " values, " + neighbours.values.size() + " neighbours");
        }
        return new Series(IntStream.range(0, values.size())
                .mapToObj(i -> operator.applyAsDouble(values.get(i), neighbours.values.get(i)))
                .toList());
    }

    /** The median, and the lowest and highest value, such as {@code 12.3 (11.9–14.0)}; a dash when one is none. */
    String text(int decimals) {
        if (values.stream().anyMatch(value -> value.isNaN())) {
            return "–";
        }
        String number = "%." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + "–" + number + ")", median(), lowest(), highest());
    }

    private double lowest() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    private double highest() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
