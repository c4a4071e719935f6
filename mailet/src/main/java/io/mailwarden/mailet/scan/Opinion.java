package io.mailwarden.mailet.scan;

import java.util.List;

/**
 * What a scanner outside says.
 *
 * @param score 0 = nothing found, 1 = certain
 * @param reasons what it saw
 */
record Opinion(double score, List<String> reasons) {

    static final Opinion NOTHING = new Opinion(0, List.of());

    Opinion {
        reasons = List.copyOf(reasons);
    }
}
