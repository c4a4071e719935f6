package io.mailwarden.engine.incident;

import io.mailwarden.engine.detect.Anomaly;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Anomalies of one type in one incident: told once, counted after that.
 *
 * @param gravest the one with the highest severity, then score
 * @param first time of the first
 * @param last time of the latest
 * @param count how many
 * @param letIn whether any event of that severity was let through: a rejected login never got inside
 * @param place from where the gravest came, in short, such as "Lagos, NG"; empty when it cannot be told
 */
public record Finding(Anomaly gravest, Instant first, Instant last, long count, boolean letIn, String place) {

    /** From where nobody knows. */
    public Finding(Anomaly gravest, Instant first, Instant last, long count, boolean letIn) {
        this(gravest, first, last, count, letIn, "");
    }

    // A suspected login that was let in does not make a critical one that was rejected an intruder inside.
    Finding and(Finding next) {
        int graver = next.gravest.severity().compareTo(gravest.severity());
        boolean newer = graver > 0
                || (graver == 0
                        && next.gravest.score().value() > gravest.score().value());
        return new Finding(
                newer ? next.gravest : gravest,
                first.isBefore(next.first) ? first : next.first,
                last.isAfter(next.last) ? last : next.last,
                count + next.count,
                graver == 0 ? letIn || next.letIn : graver > 0 ? next.letIn : letIn,
                newer ? either(next.place, place) : either(place, next.place));
    }

    private static String either(String first, String other) {
        return first.isEmpty() ? other : first;
    }

    /** Both, one for each type, in order of first sight. */
    static List<Finding> merge(List<Finding> before, List<Finding> next) {
        Map<String, Finding> merged = new LinkedHashMap<>();
        before.forEach(finding -> merged.put(finding.gravest.type(), finding));
        next.forEach(finding -> merged.merge(finding.gravest.type(), finding, Finding::and));
        return List.copyOf(merged.values());
    }

    /** Whether it speaks of a thief who is inside the account. */
    boolean inside() {
        return gravest.critical() && letIn;
    }
}
