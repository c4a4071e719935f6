package io.mailwarden.engine.review.casework;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How much happened, step by step.
 *
 * @param steps all that were asked for, in time
 * @param complete what lies before is not counted in full, since there was too much of it; empty when all is
 */
public record Timeline(List<TimelineStep> steps, Optional<Instant> complete) {

    /**
     * What happened from a moment until the next step.
     *
     * @param at where it begins
     * @param logins that were accepted
     * @param refused logins that were refused or blocked
     * @param messages that were submitted
     * @param anomalies that were found in any of them
     */
    public record TimelineStep(Instant at, long logins, long refused, long messages, long anomalies) {}

    public Timeline {
        steps = List.copyOf(steps);
    }
}
