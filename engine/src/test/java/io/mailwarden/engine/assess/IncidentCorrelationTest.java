package io.mailwarden.engine.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentConfig;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.verdict.Takeover;
import io.mailwarden.engine.verdict.TakeoverConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IncidentCorrelationTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");
    private static final Account BOB = new Account("bob@example.org");
    private static final Event EVENT = new ClientSeen(NOON, BOB, "session", Client.UNKNOWN);
    private static final Duration QUIET = Duration.ofDays(7);

    private final IncidentCorrelation correlation = new IncidentCorrelation(
            new Takeover(TakeoverConfig.defaults()),
            Incidents.inMemory(100, QUIET, new Alarms(TestClock.at("2026-05-03T12:00:00Z"))),
            new IncidentConfig(0.4));

    @Test
    void weakSignsAloneMakeNoSuspectAndOpenNothing() {
        List<Anomaly> found = List.of(anomaly(Evidence.TIME, 0.39));

        assertThat(correlation.suspects(BOB, NOON, standing(found))).isFalse();
        assertThat(file(found, false)).isEmpty();
        assertThat(correlation.current(EVENT)).isEmpty();
    }

    @Test
    void weakSignsOfDifferentEvidenceAddUp() {
        List<Anomaly> found = List.of(anomaly(Evidence.TIME, 0.25), anomaly(Evidence.CLIENT, 0.25));

        assertThat(correlation.suspects(BOB, NOON, standing(found))).isTrue();
    }

    @Test
    void weakSignsOfOneEvidenceDoNot() {
        List<Anomaly> found = List.of(anomaly(Evidence.TIME, 0.39), anomaly(Evidence.TIME, 0.39));

        assertThat(correlation.suspects(BOB, NOON, standing(found))).isFalse();
    }

    @Test
    void accountWithAnOpenIncidentIsSuspectedUntilItsQuietTimeHasPassed() {
        file(List.of(anomaly(Evidence.PLACE, 0.6)), true);

        assertThat(correlation.suspects(BOB, NOON.plus(QUIET), List.of())).isTrue();
        assertThat(correlation.suspects(BOB, NOON.plus(QUIET).plusSeconds(1), List.of()))
                .isFalse();
        assertThat(correlation.suspects(new Account("carol"), NOON, List.of())).isFalse();
    }

    @Test
    void weakSignJoinsTheIncidentThatIsOpen() {
        file(List.of(anomaly(Evidence.PLACE, 0.6)), true);
        List<Anomaly> weak = List.of(anomaly(Evidence.TIME, 0.1));

        boolean suspected = correlation.suspects(BOB, NOON, standing(weak));
        assertThat(file(weak, suspected))
                .hasValueSatisfying(incident -> assertThat(incident.findings()).hasSize(2));
    }

    @Test
    void nothingFoundFilesNothing() {
        assertThat(file(List.of(), true)).isEmpty();
    }

    @Test
    void addsTheJoinedAnomalyToWhatWasFound() {
        List<Anomaly> login = List.of(anomaly(Evidence.PLACE, 0.6));
        List<Anomaly> sending = List.of(anomaly(Evidence.RECIPIENTS, 0.6));

        assertThat(correlation.joined(login, List.of(), NOON)).isEqualTo(login);
        assertThat(correlation.joined(sending, standing(login), NOON))
                .extracting(Anomaly::type)
                .containsExactly("RECIPIENTS", Takeover.TYPE);
    }

    private Optional<Incident> file(List<Anomaly> found, boolean suspected) {
        return correlation.file(
                EVENT,
                new Correlation(
                        found,
                        List.of(),
                        standing(found),
                        standing(found),
                        "",
                        suspected,
                        suspected && !found.isEmpty()),
                false);
    }

    private static List<Suspicion> standing(List<Anomaly> found) {
        return IncidentCorrelation.suspicions(found, NOON, 0);
    }

    private static Anomaly anomaly(Evidence evidence, double score) {
        return new Anomaly(
                evidence.name(),
                Set.of(evidence),
                Severity.SUSPECTED,
                new Score(score),
                Explanation.of("%s is odd", evidence));
    }
}
