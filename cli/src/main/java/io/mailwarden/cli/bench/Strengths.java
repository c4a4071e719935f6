package io.mailwarden.cli.bench;

import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.eventlog.Evidence.Stream;
import io.mailwarden.engine.eventlog.Risk;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.verdict.TakeoverConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The highest score that each detector, and all that stands together, came to in one account or one takeover. */
final class Strengths {

    /** What logins and sending come to together, where each comes to as much as the shipped settings ask for. */
    static final String JOINT = "joint";

    private static final double WEAK_LOGIN = TakeoverConfig.defaults().weakLogin();
    private static final double SENDING = TakeoverConfig.defaults().eachStream();
    // The last of them stand there when it has been going on for long.
    private static final int MOST_SIGNS = 200;

    private final Map<String, Double> highest = new TreeMap<>();
    private final Set<String> detectors = new TreeSet<>();
    private final SortedSet<String> signs = new TreeSet<>();

    void add(Assessment assessment) {
        for (Anomaly anomaly : assessment.anomalies()) {
            detectors.add(anomaly.type());
            highest.merge(anomaly.type(), anomaly.strength(), Math::max);
        }
        List<Suspicion> counted = counted(assessment);
        Risk both = Risk.of(counted);
        if (both.of(Stream.LOGIN).score() >= WEAK_LOGIN
                && both.of(Stream.SENDING).score() >= SENDING) {
            highest.merge(JOINT, both.score(), Math::max);
        }
        if (both.stands() && signs.size() < MOST_SIGNS) {
            signs.add(words(counted));
        }
    }

    // As the joint verdict counts them.
    private static List<Suspicion> counted(Assessment assessment) {
        List<Suspicion> counted = new ArrayList<>(assessment.standing());
        counted.removeIf(one -> !one.counts() || one.of(Stream.BOTH));
        return counted;
    }

    private static String words(List<Suspicion> counted) {
        return counted.stream()
                .sorted(Comparator.comparing(Suspicion::type))
                .map(one -> String.format(Locale.ROOT, "%s:%.2f:%s", one.type(), one.score(), evidence(one)))
                .collect(Collectors.joining(" "));
    }

    private static String evidence(Suspicion one) {
        return one.evidence().stream().map(Enum::name).sorted().collect(Collectors.joining("+"));
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
