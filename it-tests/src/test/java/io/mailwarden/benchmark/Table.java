package io.mailwarden.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A Markdown table of figures that were taken in turns: for each server the median, in brackets the lowest and the highest;
 * then, against the first of them, each other's differences and ratios, round by round.
 *
 * @param names of the servers, two or more; the first is the one that the others are compared with
 */
record Table(List<String> names) {

    private static final int RATIO_DECIMALS = 3;

    Table {
        names = List.copyOf(names);
    }

    private List<String> compared() {
        return names.subList(1, names.size());
    }

    /** The two lines of the head, with that in the first column. */
    List<String> head(String first) {
        List<String> cells = new ArrayList<>(List.of(first));
        cells.addAll(names);
        compared().forEach(name -> cells.add(name + " − " + names.get(0)));
        compared().forEach(name -> cells.add(name + " / " + names.get(0)));
        return List.of(line(cells), line(Collections.nCopies(cells.size(), "---")));
    }

    /** A row of values that were taken in turns, by server. */
    String row(String label, int decimals, Map<String, Series> values) {
        List<String> cells = new ArrayList<>(List.of(label));
        Series first = of(names.get(0), values);
        names.forEach(name -> cells.add(of(name, values).text(decimals)));
        compared().forEach(name -> cells.add(of(name, values).minus(first).text(decimals)));
        compared().forEach(name -> cells.add(of(name, values).ratioTo(first).text(RATIO_DECIMALS)));
        return line(cells);
    }

    private static Series of(String name, Map<String, Series> values) {
        return Objects.requireNonNull(values.get(name), name);
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
