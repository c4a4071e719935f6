package io.mailwarden.engine.response.scan;

import java.util.List;

/**
 * The result of a scan: verdict, score and reasons.
 *
 * @param verdict what follows from the score at the sensitivity that was asked for
 * @param score strength of all evidence together, 0 = none, 1 = certain; does not depend on the sensitivity
 * @param reasons what was seen, the strongest first, each fit to be shown and logged; may be empty
 */
public record ScanResult(ScanVerdict verdict, double score, List<String> reasons) {

    /** The result of a scan that found nothing. */
    public static final ScanResult CLEAN = new ScanResult(ScanVerdict.CLEAN, 0, List.of());

    public ScanResult {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score must be within [0, 1]: " + score);
        }
        reasons = List.copyOf(reasons);
    }
}
