package io.mailwarden.engine.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.fixtures.Suspicions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TakeoverTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");

    // Each stream at least 0.25, both together 0.7, one alone 0.95 by two signs.
    private final Takeover takeover = new Takeover(TakeoverConfig.defaults());

    @Test
    void oddLoginAndOddSendingAreCriticalTogether() {
        Optional<Anomaly> joined =
                join(List.of(anomaly(Evidence.RECIPIENTS, 0.5)), suspicion(Evidence.PLACE, 0.4, NOON));

        assertThat(joined).hasValueSatisfying(anomaly -> {
            assertThat(anomaly.critical()).isTrue();
            assertThat(anomaly.score().value()).isCloseTo(0.7, within(1e-9));
            assertThat(anomaly.evidence()).containsExactly(Evidence.JOINED);
            assertThat(anomaly.explanation().text())
                    .isEqualTo("RECIPIENTS is odd; after an anomalous login: because of PLACE-before");
        });
    }

    @Test
    void eitherAloneIsNot() {
        assertThat(join(List.of(anomaly(Evidence.PLACE, 1)))).isEmpty();
        assertThat(join(List.of(anomaly(Evidence.VOLUME, 1)))).isEmpty();
    }

    @Test
    void tooLittleTogetherIsNot() {
        assertThat(join(List.of(anomaly(Evidence.RECIPIENTS, 0.5)), suspicion(Evidence.PLACE, 0.39, NOON)))
                .isEmpty();
        assertThat(join(List.of(anomaly(Evidence.RECIPIENTS, 0.85)), suspicion(Evidence.PLACE, 0.24, NOON)))
                .isEmpty();
        assertThat(join(List.of(anomaly(Evidence.RECIPIENTS, 0.24)), suspicion(Evidence.PLACE, 0.9, NOON)))
                .isEmpty();
    }

    @Test
    void aWeakLoginIsEnoughWhenSendingOverwhelms() {
        assertThat(join(List.of(anomaly(Evidence.RECIPIENTS, 0.9)), suspicion(Evidence.PLACE, 0.15, NOON)))
                .isPresent();
        assertThat(join(List.of(anomaly(Evidence.RECIPIENTS, 0.95)), suspicion(Evidence.PLACE, 0.09, NOON)))
                .isEmpty();
    }

    /** 1 - (1 - 0.1) is less than 0.1, and so with 40 others of 99. */
    @Test
    void signThatIsJustEnoughIsEnoughAtEveryLimit() {
        for (int percent = 1; percent < 100; percent++) {
            double limit = percent / 100.0;
            Takeover takeover = new Takeover(new TakeoverConfig(0.25, 0.7, limit, 0.9, 0.95));

            assertThat(takeover.join(
                            List.of(anomaly(Evidence.RECIPIENTS, 0.95)),
                            List.of(suspicion(Evidence.PLACE, limit, NOON)),
                            NOON))
                    .as("%d %%", percent)
                    .isPresent();
        }
    }

    @Test
    void oneEvidenceCountsOnce() {
        assertThat(join(List.of(anomaly(Evidence.PLACE, 0.9), anomaly(Evidence.PLACE, 0.9))))
                .isEmpty();
        assertThat(join(
                        List.of(anomaly(Evidence.RECIPIENTS, 0.3)),
                        suspicion(Evidence.PLACE, 0.4, NOON),
                        suspicion(Evidence.PLACE, 0.4, NOON.minusSeconds(60))))
                .isEmpty();
    }

    @Test
    void enoughIndependentSignsOfOneStreamAreCritical() {
        assertThat(join(List.of(anomaly(Evidence.PLACE, 0.8), anomaly(Evidence.PASSWORD, 0.8))))
                .hasValueSatisfying(anomaly ->
                        assertThat(anomaly.explanation().text()).startsWith("2 independent signs in one login: "));
        assertThat(join(List.of(anomaly(Evidence.VOLUME, 0.8), anomaly(Evidence.CONTENT, 0.8))))
                .hasValueSatisfying(
                        anomaly -> assertThat(anomaly.explanation().text()).startsWith("2 independent signs: "));
        assertThat(join(List.of(anomaly(Evidence.PLACE, 0.7), anomaly(Evidence.PASSWORD, 0.7))))
                .isEmpty();
    }

    @Test
    void findingThatStandsAloneJoinsNothingNew() {
        assertThat(join(List.of(), suspicion(Evidence.PLACE, 0.9, NOON), suspicion(Evidence.VOLUME, 0.9, NOON)))
                .isEmpty();
    }

    @Test
    void earlierJoinedAnomalyIsNoSignOfItsOwn() {
        Suspicion before = Suspicions.suspicion(NOON, Takeover.TYPE, Evidence.JOINED, 1);

        assertThat(join(List.of(anomaly(Evidence.VOLUME, 0.9)), before)).isEmpty();
    }

    private Optional<Anomaly> join(List<Anomaly> found, Suspicion... standing) {
        return takeover.join(found, List.of(standing), NOON);
    }

    private static Anomaly anomaly(Evidence evidence, double score) {
        return new Anomaly(
                evidence.name(),
                Set.of(evidence),
                Severity.SUSPECTED,
                new Score(score),
                Explanation.of("%s is odd", evidence));
    }

    private static Suspicion suspicion(Evidence evidence, double score, Instant at) {
        return Suspicions.suspicion(at, evidence + "-before", evidence, score);
    }
}
