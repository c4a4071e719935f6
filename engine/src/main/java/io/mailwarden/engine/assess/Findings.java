package io.mailwarden.engine.assess;

import io.mailwarden.engine.detect.Anomaly;
import java.util.ArrayList;
import java.util.List;

/**
 * What detectors found in one event.
 *
 * @param raised the anomalies
 * @param excuses of what they found as well, and administrators do not want raised
 */
record Findings(List<Anomaly> raised, List<Excuse> excuses) {

    /** Nothing found. */
    static final Findings NONE = new Findings(List.of(), List.of());

    Findings {
        raised = List.copyOf(raised);
        excuses = List.copyOf(excuses);
    }

    /** With these excuses, too. */
    Findings and(List<Excuse> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Excuse> all = new ArrayList<>(excuses);
        all.addAll(more);
        return new Findings(raised, all);
    }
}
