package io.mailwarden.engine;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detectors;
import io.mailwarden.engine.detect.ReportSighting;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Takes a report of failed delivery through the flow. It counts only for a message that the account sent, once for each
 * recipient: anybody can send a report. Thread-safe.
 */
final class ReportJudge {

    // "Bad destination address" in RFC 3463: nobody of that name, or no such domain.
    private static final String NO_SUCH_RECIPIENT = "5.1.";

    private final Profiles profiles;
    private final Detectors detectors;
    private final Casework casework;

    ReportJudge(Profiles profiles, Detectors detectors, Casework casework) {
        this.profiles = profiles;
        this.detectors = detectors;
        this.casework = casework;
    }

    Assessment judge(DeliveryReport report) {
        Profile profile = profiles.known(report.account()).orElse(null);
        if (profile == null || !report.status().startsWith(NO_SUCH_RECIPIENT)) {
            return Assessment.NOTHING;
        }
        synchronized (profile) {
            return profiles.organisation().reported(report.account(), report.originalMessageId(), report.at())
                    ? judge(report, profile)
                    : Assessment.NOTHING;
        }
    }

    private Assessment judge(DeliveryReport report, Profile profile) {
        profile.returned(report.at());
        List<Anomaly> found = casework.joined(
                detectors.onReport(new ReportSighting(report), profile), profile.standing(report.at()), report.at());
        if (found.isEmpty()) {
            return Assessment.NOTHING;
        }
        profile.stand(Casework.suspicions(found, report.at(), 0));
        boolean suspected = casework.suspects(report.account(), report.at(), profile.standing(report.at()));
        if (suspected) {
            profile.sendingAnomaly(report.at());
        }
        Optional<Incident> incident = casework.file(report.account(), report.at(), found, suspected, false);
        return new Assessment(Verdict.ALLOW, found, incident);
    }
}
