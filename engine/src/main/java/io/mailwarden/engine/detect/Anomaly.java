package io.mailwarden.engine.detect;

import io.mailwarden.engine.profile.Evidence;

/**
 * One detector's finding about one event.
 *
 * @param type the detector's name, such as {@code impossible-travel}
 * @param evidence what it looked at
 * @param severity how sure
 * @param score strength of the evidence; its source is the detector's class doc
 * @param explanation why
 */
public record Anomaly(String type, Evidence evidence, Severity severity, Score score, Explanation explanation) {

    /** Whether it is critical by itself. */
    public boolean critical() {
        return severity == Severity.CRITICAL;
    }
}
