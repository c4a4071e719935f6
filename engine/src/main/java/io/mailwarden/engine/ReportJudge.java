package io.mailwarden.engine;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detectors;
import io.mailwarden.engine.detect.ReportSighting;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Judgement;
import io.mailwarden.engine.profile.Judgement.Learning;
import io.mailwarden.engine.profile.Judgement.Mark;
import io.mailwarden.engine.profile.Organisation;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.Suspicion;
import io.mailwarden.engine.verdict.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Takes a report of failed delivery through the flow. It counts only for a message that the account sent, once for each
 * recipient: anybody can send a report. Thread-safe.
 */
final class ReportJudge {

    // "Bad destination address" in RFC 3463: nobody of that name, or no such domain.
    private static final String NO_SUCH_RECIPIENT = "5.1.";

    private final Organisation organisation;
    private final Detectors detectors;
    private final Casework casework;
    private final Ledger ledger;

    ReportJudge(Organisation organisation, Detectors detectors, Casework casework, Ledger ledger) {
        this.organisation = organisation;
        this.detectors = detectors;
        this.casework = casework;
        this.ledger = ledger;
    }

    /** Judges it; one of a message that the account did not send, or of another failure, comes to nothing. */
    Assessment judge(DeliveryReport report, Profile profile) {
        if (!report.status().startsWith(NO_SUCH_RECIPIENT) || !organisation.begin(report)) {
            return Assessment.NOTHING;
        }
        profile.begin(report, false);
        List<Anomaly> found = casework.joined(
                detectors.onReport(new ReportSighting(report), profile), profile.standing(report.at()), report.at());
        List<Suspicion> suspicions = Casework.suspicions(found, report.at(), 0);
        EnumSet<Mark> marks = EnumSet.noneOf(Mark.class);
        boolean suspected = !found.isEmpty()
                && casework.suspects(report.account(), report.at(), profile.standing(suspicions, report.at()));
        if (suspected) {
            marks.add(Mark.DISQUIET);
        }
        Judgement judgement = Judgement.of(Judgement.ALLOW, suspicions, Learning.NOTHING, marks);
        profile.conclude(report.at(), judgement);
        ledger.append(report, Origin.UNKNOWN, judgement, profile);
        Optional<Incident> incident = casework.file(report.account(), report.at(), found, suspected, false);
        return found.isEmpty() ? Assessment.NOTHING : new Assessment(Verdict.ALLOW, found, incident);
    }
}
