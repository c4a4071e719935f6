package io.mailwarden.engine.assess;

import io.mailwarden.engine.detect.Detectors;
import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.profile.organisation.Organisations;
import io.mailwarden.engine.verdict.Policy;

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
        EventLog log) {}
