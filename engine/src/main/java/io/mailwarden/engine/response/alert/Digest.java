package io.mailwarden.engine.response.alert;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.response.alert.Alert.AlertContent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The alerts that were over the cap, summed up.
 *
 * @param count how many alerts
 * @param critical how many of them are critical
 * @param lines of at most {@link AlertContent#FINDINGS} of them, the critical ones first, then in the order of time
 */
record Digest(long count, long critical, List<String> lines) {

    public Digest {
        lines = List.copyOf(lines);
    }

    /** What a digest says of one alert. */
    static String line(Alert alert) {
        return "%s, %s: %s%s"
                .formatted(
                        alert.subject(),
                        alert.severity().label(),
                        alert.content().headline(),
                        alert.incident().map(" (incident %s)"::formatted).orElse(""));
    }

    /** All of it as one alert. */
    Alert alert(Instant at) {
        String and = critical == 0 ? "" : String.format(Locale.ROOT, ", %,d of them critical", critical);
        long unnamed = count - lines.size();
        List<String> done = unnamed == 0
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "%,d more are not named here; their incidents are in the console and in the API.",
                        unnamed));
        return new Alert(
                Optional.empty(),
                Alert.DIGEST,
                critical > 0 ? Severity.CRITICAL : Severity.SUSPECTED,
                Optional.empty(),
                at,
                new AlertContent(
                        count == 1 ? "1 more alert" + and : String.format(Locale.ROOT, "%,d more alerts", count) + and,
                        lines,
                        done,
                        List.of(
                                "Look at the open incidents, the critical ones first.",
                                "Many at once often have one reason: one address or network behind all of them, or a change of"
                                        + " your own such as a new web mail or office network.")));
    }
}
