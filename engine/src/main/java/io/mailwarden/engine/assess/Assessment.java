package io.mailwarden.engine.assess;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * The result of assessing one event: anomalies, verdict and incident.
 *
 * @param verdict the inline answer
 * @param anomalies what was found
 * @param incident the account's incident, when this event opened it or added to it
 * @param standing all that stands against the account as far as it bears on the event, what was found included
 */
public record Assessment(
        Verdict verdict, List<Anomaly> anomalies, Optional<Incident> incident, List<Suspicion> standing) {

    static final Assessment NOTHING = new Assessment(Verdict.ALLOW, List.of(), Optional.empty());

    public Assessment {
        anomalies = List.copyOf(anomalies);
        standing = List.copyOf(standing);
    }

    /** With nothing against the account. */
    public Assessment(Verdict verdict, List<Anomaly> anomalies, Optional<Incident> incident) {
        this(verdict, anomalies, incident, List.of());
    }
}
