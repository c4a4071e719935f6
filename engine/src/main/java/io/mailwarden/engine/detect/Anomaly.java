package io.mailwarden.engine.detect;

/**
 * One detector's finding about one event.
 *
 * @param type the detector's name, such as {@code impossible-travel}
 * @param stream which half of the evidence it stands on
 * @param severity how sure
 * @param score strength of the evidence; its source is the detector's class doc
 * @param explanation why
 */
public record Anomaly(String type, Stream stream, Severity severity, Score score, Explanation explanation) {

    /** The two independent streams of evidence; either alone is suspected, both together are critical. */
    public enum Stream {
        /** Where, when and how the account logged in. */
        LOGIN,
        /** What and to whom it sends. */
        SENDING,
        /** Both, joined. */
        BOTH
    }

    /** Whether it is critical by itself. */
    public boolean critical() {
        return severity == Severity.CRITICAL;
    }
}
