package io.mailwarden.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows of Markdown tables: medians, with the lowest and the highest value in brackets. */
final class Rows {

    static final List<String> HEAD =
            List.of("| | n | without | with | with / without, pair by pair |", "| --- | --- | --- | --- | --- |");

    private Rows() {}

    /** One row from values that were taken in pairs. */
    static String row(String label, Map<Variant, List<Double>> values, int decimals) {
        Series without = new Series(values.getOrDefault(Variant.WITHOUT, List.of()));
        Series with = new Series(values.getOrDefault(Variant.WITH, List.of()));
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s |",
                label,
                with.values().size(),
                without.text(decimals),
                with.text(decimals),
                with.ratioTo(without).text(3));
    }
}
