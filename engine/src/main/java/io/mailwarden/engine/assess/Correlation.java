package io.mailwarden.engine.assess;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.incident.IncidentSigns;
import java.time.Instant;
import java.util.List;

/**
 * What was found in an event, together with what stands against its account.
 *
 * @param found the anomalies
 * @param excuses of what is not raised
 * @param suspicions the same, as they stand against the account from now on
 * @param standing all that stands against the account, these included; empty when it does not bear on the event
 * @param place from where the event came, in short; empty when it cannot be told
 * @param suspected whether somebody may be inside the account, as far as that bears on the event
 * @param noted whether what was found belongs into an incident, whoever may have caused it
 */
record Correlation(
        List<Anomaly> found,
        List<Excuse> excuses,
        List<Suspicion> suspicions,
        List<Suspicion> standing,
        String place,
        boolean suspected,
        boolean noted) {

    /** The signs of the event at that time, for its account's incident. */
    IncidentSigns signs(Instant at, boolean rejected) {
        return new IncidentSigns(at, found, standing, place, rejected, suspected && !rejected);
    }

    /** The same, with these excuses. */
    Correlation with(List<Excuse> other) {
        return new Correlation(found, other, suspicions, standing, place, suspected, noted);
    }

    /** Whether something was found while the account is under suspicion. */
    boolean disquiets() {
        return suspected && !found.isEmpty();
    }
}
