package io.mailwarden.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.profile.Failures.Failure;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Failures failures = new Failures(10);

    @Test
    void phoneThatRepeatsItsOldPasswordCountsOnce() {
        for (int i = 0; i < 100; i++) {
            failures.add(new Failure(NOON, "bob", 77));
        }

        assertThat(marks(NOON)).isEqualTo(1);
        assertThat(failures.distinctTries(NOON, HOUR)).isEqualTo(1);
    }

    @Test
    void countsDifferentPasswords() {
        failures.add(new Failure(NOON, "bob", 1));
        failures.add(new Failure(NOON, "bob", 2));
        failures.add(new Failure(NOON, "bob", -1));
        failures.add(new Failure(NOON, "bob", -1));

        assertThat(marks(NOON)).isEqualTo(3);
    }

    @Test
    void countsOnePasswordSprayedOverManyAccountsAsManyTries() {
        failures.add(new Failure(NOON, "bob", 1));
        failures.add(new Failure(NOON, "alice", 1));

        assertThat(marks(NOON)).isEqualTo(1);
        assertThat(failures.distinctTries(NOON, HOUR)).isEqualTo(2);
        assertThat(failures.distinctMarks(NOON, HOUR, "alice"::equals)).isEqualTo(1);
        assertThat(failures.distinctMarks(NOON, HOUR, "carol"::equals)).isZero();
    }

    @Test
    void countsNeitherOldNorLaterOnes() {
        failures.add(new Failure(NOON, "bob", 1));

        assertThat(marks(NOON.plus(HOUR))).isEqualTo(1);
        assertThat(marks(NOON.plus(HOUR).plusNanos(1))).isZero();
        assertThat(marks(NOON.minusNanos(1))).isZero();
    }

    @Test
    void keepsTheLatestOnly() {
        for (int mark = 0; mark < 1_000; mark++) {
            failures.add(new Failure(NOON.plusSeconds(mark), "bob", mark));
        }

        assertThat(marks(NOON.plusSeconds(1_000))).isEqualTo(10);
    }

    private int marks(Instant at) {
        return failures.distinctMarks(at, HOUR, who -> true);
    }
}
