package io.mailwarden.engine.incident;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.util.List;

/**
 * The case opened for an account: what was found, in time, its state, and what was done. Immutable.
 *
 * @param id unique; sorts by time of opening
 * @param account whom it concerns
 * @param state where it stands
 * @param severity the gravest of its findings
 * @param opened time of the event that opened it
 * @param updated time of the latest event that added to it
 * @param findings by type, in order of first sight
 * @param heldMessages how many messages were held because of it
 * @param passedMessages how many messages left between the first finding and the first hold
 * @param rejectedLogins how many logins were denied because of it
 */
public record Incident(
        String id,
        Account account,
        IncidentState state,
        Severity severity,
        Instant opened,
        Instant updated,
        List<Finding> findings,
        long heldMessages,
        long passedMessages,
        long rejectedLogins) {

    public Incident {
        findings = List.copyOf(findings);
    }
}
