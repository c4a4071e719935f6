package io.mailwarden.cli.bench;

import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.incident.Incident;

/** Reads the verdicts and anomalies of assessments. */
final class Verdicts {

    private Verdicts() {}

    static boolean critical(Incident incident) {
        return incident.severity() == Severity.CRITICAL;
    }

    static boolean critical(Assessment assessment) {
        return assessment.anomalies().stream().anyMatch(Anomaly::critical)
                || assessment.incident().filter(Verdicts::critical).isPresent();
    }

    static boolean held(Assessment assessment) {
        return assessment.verdict().holds();
    }

    static boolean rejected(Assessment assessment) {
        return assessment.verdict().denies();
    }
}
