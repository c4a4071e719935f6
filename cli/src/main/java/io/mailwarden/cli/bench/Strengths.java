package io.mailwarden.cli.bench;

import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.verdict.TakeoverConfig;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The highest score that each detector, and all that stands together, came to in one account or one takeover. */
final class Strengths {

    /** What logins and sending come to together, where each comes to as much as the shipped settings ask for. */
    static final String JOINT = "joint";

    private static final double WEAK_LOGIN = TakeoverConfig.defaults().weakLogin();
    private static final double SENDING = TakeoverConfig.defaults().eachStream();
    // More of them say the same of what has been going on for long.
    private static final int MOST_SIGNS = 200;

    private final Map<String, Double> highest = new TreeMap<>();
    private final Set<String> detectors = new TreeSet<>();
    private final SortedSet<String> signs = new TreeSet<>();

    void add(Assessment assessment) {
        for (Anomaly anomaly : assessment.anomalies()) {
            detectors.add(anomaly.type());
            highest.merge(anomaly.type(), anomaly.strength(), Math::max);
        }
        double joint = assessment.together(WEAK_LOGIN, SENDING);
        if (joint > 0) {
            highest.merge(JOINT, joint, Math::max);
        }
        List<String> stood = assessment.signs();
        if (!stood.isEmpty() && signs.size() < MOST_SIGNS) {
            signs.add(String.join(" ", stood));
        }
    }

    Set<String> detectors() {
        return Set.copyOf(detectors);
    }

    /** Whether that came to so much. */
    boolean reached(String type, double score) {
        return highest.getOrDefault(type, -1.0) >= score;
    }

    /** Each different set of what stood: type, score and evidence of each sign. */
    SortedSet<String> signs() {
        return Collections.unmodifiableSortedSet(signs);
    }
}
