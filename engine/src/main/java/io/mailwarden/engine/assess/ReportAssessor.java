package io.mailwarden.engine.assess;

import io.mailwarden.engine.detect.ReportSighting;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.verdict.ExceptionRule.Subject;
import io.mailwarden.engine.verdict.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Assesses reports of failed delivery. One counts only for a message that the account sent, once for each recipient:
 * anybody can send a report.
 */
final class ReportAssessor extends Assessor<DeliveryReport, ReportSighting> {

    // RFC 3463: nobody of that name, or no such domain; "other", as many servers say of all that fails for good (Exim,
    // James); what Microsoft's servers say of unknown recipients; no route. Full mailboxes and refused contents are
    // not.
    private static final Pattern NO_SUCH_RECIPIENT = Pattern.compile("5\\.(1\\.\\d+|0\\.0|4\\.1|4\\.4)");

    ReportAssessor(AssessmentParts parts) {
        super(parts);
    }

    @Override
    Optional<ReportSighting> begin(DeliveryReport report, EventContext context) {
        if (!NO_SUCH_RECIPIENT.matcher(report.status()).matches()
                || !parts().organisations().begin(report)) {
            return Optional.empty();
        }
        context.profile().begin(report, false);
        return Optional.of(new ReportSighting(report));
    }

    @Override
    Findings detect(ReportSighting sighting, Profile profile) {
        return raised(
                parts().detectors().onReport(sighting, profile),
                profile.standing(sighting.at()),
                new Subject(sighting.report().account(), sighting.at(), Origin.UNKNOWN, Client.UNKNOWN, List.of()));
    }

    @Override
    Correlation correlate(ReportSighting sighting, Findings found, Profile profile) {
        return found.raised().isEmpty()
                ? IncidentCorrelation.NOTHING
                : parts().correlation().of(sighting.report(), Origin.UNKNOWN, 0, found, profile);
    }

    @Override
    Verdict decide(ReportSighting sighting, Correlation correlation) {
        return Verdict.ALLOW;
    }

    @Override
    EventOutcome outcome(ReportSighting sighting, Correlation correlation, Verdict verdict, Profile profile) {
        EnumSet<Mark> marks = correlation.disquiets() ? EnumSet.of(Mark.DISQUIET) : EnumSet.noneOf(Mark.class);
        return EventOutcome.of(verdict.label(), correlation.suspicions(), Learning.NOTHING, marks);
    }

    @Override
    void learn(DeliveryReport report, ReportSighting sighting, Profile profile, EventOutcome outcome) {
        profile.conclude(report.at(), outcome);
    }
}
