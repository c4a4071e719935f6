package io.mailwarden.engine.assess;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.eventlog.Suspicion;
import java.util.List;

/**
 * What was found in an event, together with what stands against its account.
 *
 * @param found the anomalies
 * @param suspicions the same, as they stand against the account from now on
 * @param standing all that stands against the account, these included; empty when it does not bear on the event
 * @param suspected whether somebody may be inside the account, as far as that bears on the event
 * @param noted whether what was found belongs into an incident, whoever may have caused it
 */
record Correlation(
        List<Anomaly> found, List<Suspicion> suspicions, List<Suspicion> standing, boolean suspected, boolean noted) {

    /** Whether something was found while the account is under suspicion. */
    boolean disquiets() {
        return suspected && !found.isEmpty();
    }
}
