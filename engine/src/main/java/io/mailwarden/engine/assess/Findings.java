package io.mailwarden.engine.assess;

import io.mailwarden.engine.detect.Anomaly;
import java.util.ArrayList;
import java.util.List;

/**
 * What detectors found in one event.
 *
 * @param raised the anomalies
 * @param quiet what they found as well, which stands against the account but is no news that anybody is told
 * @param excuses of what they found as well, and administrators do not want raised
 */
record Findings(List<Anomaly> raised, List<Anomaly> quiet, List<Excuse> excuses) {

    /** Nothing found. */
    static final Findings NONE = new Findings(List.of(), List.of());

    Findings {
        raised = List.copyOf(raised);
        quiet = List.copyOf(quiet);
        excuses = List.copyOf(excuses);
    }

    /** All of it is told, but for what is excused. */
    Findings(List<Anomaly> raised, List<Excuse> excuses) {
        this(raised, List.of(), excuses);
    }

    /** With these excuses, too. */
    Findings and(List<Excuse> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Excuse> all = new ArrayList<>(excuses);
        all.addAll(more);
        return new Findings(raised, quiet, all);
    }

    /** The same, with nothing told, when nothing but where and when it comes from is odd. */
    Findings quietly() {
        return raised.stream().allMatch(Anomaly::ofMoving) ? new Findings(List.of(), raised, excuses) : this;
    }

    /** All that stands against the account by it. */
    List<Anomaly> standing() {
        if (quiet.isEmpty()) {
            return raised;
        }
        List<Anomaly> all = new ArrayList<>(raised);
        all.addAll(quiet);
        return all;
    }
}
