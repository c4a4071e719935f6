package io.mailwarden.scanner.message;

import java.util.List;

/**
 * What a delivery report (RFC 3464) tells of what could not be delivered.
 *
 * @param failures one for each recipient that was not reached, at most {@value #MAX_FAILURES}
 * @param originalMessageId Message-ID of the message that came back; empty when the report does not tell
 */
public record StatusReport(List<Failure> failures, String originalMessageId) {

    /** More recipients than these are not read. */
    public static final int MAX_FAILURES = 100;

    /**
     * A recipient that was not reached, with the status code.
     *
     * @param recipient its address
     * @param status enhanced status code of a failure (RFC 3463), such as 5.1.1
     */
    public record Failure(String recipient, String status) {}

    public StatusReport {
        failures = List.copyOf(failures);
    }
}
