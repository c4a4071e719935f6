package io.mailwarden.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentStateTest {

    @ParameterizedTest
    @CsvSource({
        "OPEN, CONFIRMED DISMISSED RESOLVED LAPSED",
        "CONFIRMED, DISMISSED RESOLVED",
        "DISMISSED, ''",
        "RESOLVED, ''",
        "LAPSED, ''",
    })
    void allowsTheLegalStepsOnly(IncidentState from, String legal) {
        for (IncidentState to : IncidentState.values()) {
            assertThat(from.mayBecome(to))
                    .as("%s to %s", from, to)
                    .isEqualTo((" " + legal + " ").contains(" " + to + " "));
        }
        assertThat(from.over()).isEqualTo(legal.isEmpty());
    }
}
