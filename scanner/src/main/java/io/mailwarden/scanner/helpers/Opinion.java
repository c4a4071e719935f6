package io.mailwarden.scanner.helpers;

import java.util.List;

/**
 * The result of an outside scanner.
 *
 * @param score 0 = nothing found, 1 = certain
 * @param reasons what it saw
 */
public record Opinion(double score, List<String> reasons) {

    public static final Opinion NOTHING = new Opinion(0, List.of());

    public Opinion {
        reasons = List.copyOf(reasons);
    }
}
