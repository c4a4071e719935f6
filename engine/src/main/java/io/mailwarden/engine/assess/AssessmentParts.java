package io.mailwarden.engine.assess;

import io.mailwarden.engine.detect.Detectors;
import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.incident.IncidentConfig;
import io.mailwarden.engine.profile.organisation.Organisations;
import io.mailwarden.engine.verdict.Policy;
import io.mailwarden.engine.verdict.Takeover;

/**
 * The collaborators that all assessors share.
 *
 * @param organisations what is normal for the accounts of each
 * @param detectors the rules
 * @param policy which verdict follows
 * @param correlation joins what was found with what stands against the account
 * @param excuses what is not raised
 * @param log where it is recorded
 */
public record AssessmentParts(
        Organisations organisations,
        Detectors detectors,
        Policy policy,
        IncidentCorrelation correlation,
        Excuses excuses,
        EventLog log) {

    /** The same with other rules. */
    AssessmentParts by(Rulebook rules) {
        return new AssessmentParts(
                organisations,
                rules.detectors(),
                rules.policy(),
                correlation.by(rules.takeover(), rules.incident()),
                excuses,
                log);
    }

    /**
     * What settings make of an assessment.
     *
     * @param detectors the rules
     * @param policy which verdict follows
     * @param takeover what is as good as certain together
     * @param incident when an incident opens
     */
    public record Rulebook(Detectors detectors, Policy policy, Takeover takeover, IncidentConfig incident) {}
}
