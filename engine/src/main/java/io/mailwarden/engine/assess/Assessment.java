package io.mailwarden.engine.assess;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.eventlog.Evidence.Stream;
import io.mailwarden.engine.eventlog.Risk;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The result of assessing one event: anomalies, verdict and incident.
 *
 * @param verdict the inline answer
 * @param anomalies what was found
 * @param incident the account's incident, when this event opened it or added to it
 * @param standing all that stands against the account as far as it bears on the event, what was found included
 */
public record Assessment(
        Verdict verdict, List<Anomaly> anomalies, Optional<Incident> incident, List<Suspicion> standing) {

    static final Assessment NOTHING = new Assessment(Verdict.ALLOW, List.of(), Optional.empty());

    public Assessment {
        anomalies = List.copyOf(anomalies);
        standing = List.copyOf(standing);
    }

    /** With nothing against the account. */
    public Assessment(Verdict verdict, List<Anomaly> anomalies, Optional<Incident> incident) {
        this(verdict, anomalies, incident, List.of());
    }

    /**
     * What logins and sending come to together, 0 to 1, as a takeover counts it; 0 where the logins come to less than the
     * first, or sending to less than the second.
     */
    public double together(double leastLogin, double leastSending) {
        Risk both = Risk.of(counted());
        return both.of(Stream.LOGIN).score() >= leastLogin
                        && both.of(Stream.SENDING).score() >= leastSending
                ? both.score()
                : 0;
    }

    /** The signs that a takeover counts, in the order of their types: type, score and evidence, apart by colons. */
    public List<String> signs() {
        return counted().stream()
                .sorted(Comparator.comparing(Suspicion::type))
                .map(one -> String.format(Locale.ROOT, "%s:%.2f:%s", one.type(), one.score(), looked(one)))
                .toList();
    }

    private List<Suspicion> counted() {
        return standing.stream()
                .filter(one -> one.counts() && !one.of(Stream.BOTH))
                .toList();
    }

    private static String looked(Suspicion one) {
        return one.evidence().stream().map(Enum::name).sorted().collect(Collectors.joining("+"));
    }
}
