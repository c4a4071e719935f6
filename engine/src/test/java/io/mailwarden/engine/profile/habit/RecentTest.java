package io.mailwarden.engine.profile.habit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long BOB = Keys.of("bob");
    private static final long ALICE = Keys.of("alice");

    private final Recent recent = new Recent(10);

    @Test
    void phoneThatRepeatsItsOldPasswordCountsOnce() {
        for (int i = 0; i < 100; i++) {
            recent.add(NOON, BOB, 77);
        }

        assertThat(recent.distinctMarks(NOON, HOUR)).isEqualTo(1);
        assertThat(recent.distinctTries(NOON, HOUR)).isEqualTo(1);
        assertThat(recent.size()).isEqualTo(1);
    }

    @Test
    void phoneThatRepeatsItsOldPasswordHidesNoGuessing() {
        for (int mark = 0; mark < 9; mark++) {
            recent.add(NOON.plusSeconds(mark), ALICE, mark);
        }
        for (int second = 0; second < 1_000; second++) {
            recent.add(NOON.plusSeconds(second), BOB, 77);
        }

        assertThat(recent.distinctMarksOf(ALICE, NOON.plusSeconds(1_000), HOUR)).isEqualTo(9);
    }

    @Test
    void countsDifferentPasswordsAndThoseWithoutMarkAsOne() {
        recent.add(NOON, BOB, 0);
        recent.add(NOON, BOB, 4095);
        recent.add(NOON, BOB, -1);
        recent.add(NOON, BOB, -1);

        assertThat(recent.distinctMarks(NOON, HOUR)).isEqualTo(3);
    }

    @Test
    void countsOnePasswordSprayedOverManyAccountsAsManyTries() {
        recent.add(NOON, BOB, 1);
        recent.add(NOON, ALICE, 1);

        assertThat(recent.distinctMarks(NOON, HOUR)).isEqualTo(1);
        assertThat(recent.distinctTries(NOON, HOUR)).isEqualTo(2);
        assertThat(recent.distinctWho(NOON, HOUR)).isEqualTo(2);
        assertThat(recent.distinctMarksOf(ALICE, NOON, HOUR)).isEqualTo(1);
        assertThat(recent.distinctMarksOf(Keys.of("carol"), NOON, HOUR)).isZero();
    }

    @Test
    void countsNeitherOldNorLaterOnes() {
        recent.add(NOON, BOB, 1);

        assertThat(recent.distinctMarks(NOON.plus(HOUR), HOUR)).isEqualTo(1);
        assertThat(recent.distinctMarks(NOON.plus(HOUR).plusSeconds(1), HOUR)).isZero();
        assertThat(recent.distinctMarks(NOON.minusSeconds(1), HOUR)).isZero();
    }

    @Test
    void repeatedOneCountsFromItsLatestTimeWhateverTheOrder() {
        recent.add(NOON.plus(HOUR), BOB, 1);
        recent.add(NOON, BOB, 1);

        assertThat(recent.distinctMarks(NOON.plus(HOUR).plus(HOUR), HOUR)).isEqualTo(1);
    }

    @Test
    void keepsTheLatestOnly() {
        for (int mark = 0; mark < 1_000; mark++) {
            recent.add(NOON.plusSeconds(mark), BOB, mark);
        }

        assertThat(recent.distinctMarks(NOON.plusSeconds(1_000), HOUR)).isEqualTo(10);
        assertThat(recent.distinctMarks(NOON.plusSeconds(990), HOUR)).isEqualTo(1);
    }

    @Test
    void takesTimesBeforeAndAfterItsRange() {
        recent.add(Instant.MIN, BOB, 1);
        recent.add(Instant.MAX, BOB, 2);

        assertThat(recent.distinctMarks(Instant.EPOCH, HOUR)).isEqualTo(1);
        assertThat(recent.distinctMarks(Instant.MAX, HOUR)).isEqualTo(1);
    }
}
