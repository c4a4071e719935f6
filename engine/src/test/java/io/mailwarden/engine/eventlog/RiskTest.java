package io.mailwarden.engine.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mailwarden.engine.fixtures.Suspicions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RiskTest {

    @Test
    void isNoneWithoutSuspicion() {
        assertThat(Risk.of(List.of())).isEqualTo(Risk.NONE);
        assertThat(Risk.NONE.stands()).isFalse();
    }

    @Test
    void countsOneKindOfEvidenceAsItsStrongest() {
        Risk risk = Risk.of(List.of(suspicion(Evidence.PLACE, 0.6), suspicion(Evidence.PLACE, 0.9)));

        assertThat(risk.score()).isCloseTo(0.9, within(1e-9));
        assertThat(risk.stands()).isTrue();
    }

    @Test
    void joinsDifferentKindsAsIndependent() {
        Risk risk = Risk.of(List.of(suspicion(Evidence.PLACE, 0.6), suspicion(Evidence.PASSWORD, 0.7)));

        assertThat(risk.score()).isCloseTo(0.88, within(1e-9));
    }

    @Test
    void staysWithinOneHoweverManySpeak() {
        Risk risk = Risk.of(List.of(
                suspicion(Evidence.PLACE, 1), suspicion(Evidence.PASSWORD, 1), suspicion(Evidence.REPUTATION, 0.95)));

        assertThat(risk.score()).isEqualTo(1);
    }

    @Test
    void explainsEachCauseOnce() {
        Risk risk = Risk.of(List.of(suspicion(Evidence.PLACE, 0.6), suspicion(Evidence.PLACE, 0.9)));

        assertThat(risk.words()).isEqualTo("because of PLACE");
    }

    private static Suspicion suspicion(Evidence evidence, double score) {
        return Suspicions.suspicion(Instant.EPOCH, evidence.name(), evidence, score);
    }
}
