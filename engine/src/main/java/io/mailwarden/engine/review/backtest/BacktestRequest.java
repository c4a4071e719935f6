package io.mailwarden.engine.review.backtest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a back-test is to look at. Immutable.
 *
 * @param from events since then are compared, to the microsecond
 * @param to and before then
 * @param changes the changed settings by their keys, with values as the configuration file has them; 1 to
 *     {@value #MOST_CHANGES}
 */
public record BacktestRequest(Instant from, Instant to, Map<String, String> changes) {

    /** More than anybody compares by hand. */
    public static final int MOST_CHANGES = 100;

    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_VALUE = 4000;

    /** Throws IllegalArgumentException, saying what is wrong. */
    public BacktestRequest {
        from = from.truncatedTo(ChronoUnit.MICROS);
        to = to.truncatedTo(ChronoUnit.MICROS);
        changes = Collections.unmodifiableMap(new TreeMap<>(changes));
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("expected a period that ends after it begins: " + from + " to " + to);
        }
        if (changes.isEmpty() || changes.size() > MOST_CHANGES) {
            throw new IllegalArgumentException("expected 1 to " + MOST_CHANGES + " changed settings");
        }
        changes.forEach((key, value) -> {
            if (key.isBlank() || key.length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
                throw new IllegalArgumentException(
                        "expected keys of 1 to " + LONGEST_KEY + " characters with values of at most " + LONGEST_VALUE);
            }
        });
    }
}
