package io.mailwarden.engine.detect;

import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.Suspicion;
import java.time.Instant;
import java.util.Set;

/**
 * One detector's finding about one event.
 *
 * @param type the detector's name, such as {@code impossible-travel}
 * @param evidence what it looked at
 * @param severity how sure
 * @param score strength of the evidence; its source is the detector's class doc
 * @param explanation why
 */
public record Anomaly(String type, Set<Evidence> evidence, Severity severity, Score score, Explanation explanation) {

    public Anomaly {
        evidence = Set.copyOf(evidence);
    }

    /**
     * As it stands against the account from that time on.
     *
     * @param about key of what it was found about: the network of a login, where a message newly links to; 0 for none
     */
    public Suspicion since(Instant at, long about) {
        return new Suspicion(at, type, evidence, score.value(), about, explanation.text());
    }

    /** Its score, 0 to 1. */
    public double strength() {
        return score.value();
    }

    /** Whether it is only suspected, and looked at nothing but where and when. */
    public boolean ofMoving() {
        return !critical() && Evidence.ofMoving(evidence);
    }

    /** Whether it is critical by itself. */
    public boolean critical() {
        return severity == Severity.CRITICAL;
    }
}
