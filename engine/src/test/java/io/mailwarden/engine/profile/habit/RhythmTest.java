package io.mailwarden.engine.profile.habit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RhythmTest {

    private static final int DAY = 1440;
    private static final int HALF_LIFE = 30 * DAY;
    private static final int START = 20_000 * DAY;

    private final Rhythm rhythm = new Rhythm(Rhythm.blank());

    @Test
    void nothingIsUsualWhereNothingHappened() {
        assertThat(rhythm.uses()).isZero();
        assertThat(rhythm.hourShare(8)).isZero();
        assertThat(rhythm.shareAround(8, 2)).isZero();
        assertThat(rhythm.weekdayShare(0)).isZero();
        assertThat(rhythm.usualHours(0.05)).isEqualTo("none");
    }

    @Test
    void sharesOfAllHoursComeToOne() {
        for (int i = 0; i < 500; i++) {
            rhythm.use(i * 7 % 24, i % 7, START + i, HALF_LIFE);
        }
        double sum = 0;
        for (int hour = 0; hour < 24; hour++) {
            sum += rhythm.hourShare(hour);
        }

        assertThat(sum).isCloseTo(1, within(1e-9));
    }

    @Test
    void hoursAroundMidnightAreNeighbours() {
        rhythm.use(0, 0, START, HALF_LIFE);

        assertThat(rhythm.hourShare(0)).isEqualTo(0.5);
        assertThat(rhythm.hourShare(23)).isEqualTo(0.25);
        assertThat(rhythm.hourShare(1)).isEqualTo(0.25);
        assertThat(rhythm.hourShare(2)).isZero();
        assertThat(rhythm.shareAround(22, 2)).isEqualTo(1);
        assertThat(rhythm.shareAround(3, 2)).isZero();
        assertThat(rhythm.shareAround(12, 100)).isEqualTo(1);
    }

    @Test
    void namesTheUsualHoursAlsoOverMidnight() {
        for (int i = 0; i < 100; i++) {
            rhythm.use(9 + i % 8, 0, START, HALF_LIFE);
        }
        assertThat(rhythm.usualHours(0.05)).isEqualTo("9-17");

        Rhythm night = new Rhythm(Rhythm.blank());
        night.use(23, 0, START, HALF_LIFE);
        assertThat(night.usualHours(0.5)).isEqualTo("23-24");
        assertThat(night.usualHours(0.2)).isEqualTo("22-1");
    }

    @Test
    void namesAllHoursWhereAllAreUsual() {
        for (int hour = 0; hour < 24; hour++) {
            rhythm.use(hour, 0, START, HALF_LIFE);
        }

        assertThat(rhythm.usualHours(0.01)).isEqualTo("0-24");
    }

    @Test
    void halvesWithEveryHalfLifeAndIsForgottenAtLast() {
        for (int i = 0; i < 64; i++) {
            rhythm.use(8, 0, START, HALF_LIFE);
        }

        rhythm.use(20, 1, START + HALF_LIFE - 1, HALF_LIFE);
        assertThat(rhythm.uses()).isEqualTo(65);
        rhythm.use(20, 1, START + HALF_LIFE, HALF_LIFE);
        assertThat(rhythm.uses()).isEqualTo(33.5);
        rhythm.use(20, 1, START + 3 * HALF_LIFE, HALF_LIFE);
        assertThat(rhythm.uses()).isCloseTo(9.4, within(0.1));
        rhythm.use(20, 1, START + 1_000 * HALF_LIFE, HALF_LIFE);
        assertThat(rhythm.uses()).isEqualTo(1);
        assertThat(rhythm.hourShare(8)).isZero();
    }

    @Test
    void keepsItsSharesHoweverOftenItIsUsed() {
        for (int i = 0; i < 200_000; i++) {
            rhythm.use(i % 4 == 0 ? 20 : 8, i % 7, START, HALF_LIFE);
        }

        assertThat(rhythm.shareAround(8, 0)).isCloseTo(0.75, within(0.02));
        assertThat(rhythm.weekdayShare(3)).isCloseTo(1 / 7.0, within(0.02));
    }

    @Test
    void takesTimesOutOfOrder() {
        rhythm.use(8, 0, START, HALF_LIFE);
        rhythm.use(8, 0, START - 10 * HALF_LIFE, HALF_LIFE);
        rhythm.use(8, 0, 0, HALF_LIFE);

        assertThat(rhythm.uses()).isEqualTo(3);
    }

    @Test
    void addsWhatAnotherHolds() {
        Rhythm other = new Rhythm(Rhythm.blank());
        for (int i = 0; i < 10_000; i++) {
            other.use(3, 2, START, HALF_LIFE);
        }
        rhythm.use(8, 0, START, HALF_LIFE);
        for (int i = 0; i < 10; i++) {
            rhythm.addAll(other);
        }

        assertThat(rhythm.shareAround(3, 0)).isGreaterThan(0.99);
        rhythm.use(8, 0, START, HALF_LIFE);
        assertThat(rhythm.weekdayShare(2)).isBetween(0.9, 1.0);
    }
}
