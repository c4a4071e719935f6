package io.mailwarden.engine.detect;

import io.mailwarden.engine.event.DeliveryReport;
import java.time.Instant;

/**
 * A report that the account's own mail lastingly failed to reach a recipient, as detectors see it; the profile has
 * counted it already.
 *
 * @param report the event
 */
public record ReportSighting(DeliveryReport report) {

    /** The time of the event. */
    public Instant at() {
        return report.at();
    }
}
