package io.mailwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.incident.IncidentConfig;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.profile.Evidence;
import io.mailwarden.engine.profile.Suspicion;
import io.mailwarden.engine.verdict.Takeover;
import io.mailwarden.engine.verdict.TakeoverConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaseworkTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");
    private static final Account BOB = new Account("bob@example.org");
    private static final Duration QUIET = Duration.ofDays(7);

    private final Casework casework = new Casework(
            new Takeover(TakeoverConfig.defaults()),
            Incidents.inMemory(100, QUIET, new Alarms(TestClock.at("2026-05-03T12:00:00Z"))),
            new IncidentConfig(0.4));

    @Test
    void weakSignsAloneMakeNoSuspectAndOpenNothing() {
        List<Anomaly> found = List.of(anomaly(Evidence.TIME, 0.39));

        assertThat(casework.suspects(BOB, NOON, standing(found))).isFalse();
        assertThat(casework.file(BOB, NOON, found, false, false)).isEmpty();
        assertThat(casework.incidents().current(BOB, NOON)).isEmpty();
    }

    @Test
    void weakSignsOfDifferentEvidenceAddUp() {
        List<Anomaly> found = List.of(anomaly(Evidence.TIME, 0.25), anomaly(Evidence.CLIENT, 0.25));

        assertThat(casework.suspects(BOB, NOON, standing(found))).isTrue();
    }

    @Test
    void weakSignsOfOneEvidenceDoNot() {
        List<Anomaly> found = List.of(anomaly(Evidence.TIME, 0.39), anomaly(Evidence.TIME, 0.39));

        assertThat(casework.suspects(BOB, NOON, standing(found))).isFalse();
    }

    @Test
    void whoeverHasAnOpenIncidentStaysUnderSuspicionUntilItsQuietTimeHasPassed() {
        casework.file(BOB, NOON, List.of(anomaly(Evidence.PLACE, 0.6)), true, false);

        assertThat(casework.suspects(BOB, NOON.plus(QUIET), List.of())).isTrue();
        assertThat(casework.suspects(BOB, NOON.plus(QUIET).plusSeconds(1), List.of()))
                .isFalse();
        assertThat(casework.suspects(new Account("carol"), NOON, List.of())).isFalse();
    }

    @Test
    void weakSignJoinsTheIncidentThatIsOpen() {
        casework.file(BOB, NOON, List.of(anomaly(Evidence.PLACE, 0.6)), true, false);
        List<Anomaly> weak = List.of(anomaly(Evidence.TIME, 0.1));

        boolean suspected = casework.suspects(BOB, NOON, standing(weak));
        assertThat(casework.file(BOB, NOON, weak, suspected, false))
                .hasValueSatisfying(incident -> assertThat(incident.findings()).hasSize(2));
    }

    @Test
    void nothingFoundFilesNothing() {
        assertThat(casework.file(BOB, NOON, List.of(), true, false)).isEmpty();
    }

    @Test
    void addsTheJoinedAnomalyToWhatWasFound() {
        List<Anomaly> login = List.of(anomaly(Evidence.PLACE, 0.6));
        List<Anomaly> sending = List.of(anomaly(Evidence.RECIPIENTS, 0.6));

        assertThat(casework.joined(login, List.of(), NOON)).isEqualTo(login);
        assertThat(casework.joined(sending, standing(login), NOON))
                .extracting(Anomaly::type)
                .containsExactly("RECIPIENTS", Takeover.TYPE);
    }

    private static List<Suspicion> standing(List<Anomaly> found) {
        return Casework.suspicions(found, NOON, 0);
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
