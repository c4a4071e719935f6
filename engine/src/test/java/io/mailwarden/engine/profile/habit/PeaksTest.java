package io.mailwarden.engine.profile.habit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mailwarden.engine.profile.habit.Peaks.Peak;
import org.junit.jupiter.api.Test;

class PeaksTest {

    private static final int DAY = 1440;
    private static final int START = 20_000 * DAY;

    private final Peaks peaks = new Peaks(new float[Peaks.ROOM]);

    @Test
    void todaysBurstDoesNotMakeItselfNormal() {
        peaks.learn(Peak.MESSAGES, 5, START);
        peaks.learn(Peak.MESSAGES, 500, START + DAY);

        assertThat(peaks.before(Peak.MESSAGES, START + DAY)).isCloseTo(5, within(0.2));
        assertThat(peaks.before(Peak.MESSAGES, START + 2 * DAY)).isCloseTo(500, within(15.0));
    }

    @Test
    void aPeakHalvesInThirtyDaysWhetherAnythingHappensOrNot() {
        peaks.learn(Peak.FRESH, 100, START);
        assertThat(peaks.before(Peak.FRESH, START + 30 * DAY)).isCloseTo(50, within(0.01));

        for (int day = 1; day <= 30; day++) {
            peaks.learn(Peak.FRESH, 1, START + day * DAY);
        }
        assertThat(peaks.before(Peak.FRESH, START + 30 * DAY)).isCloseTo(50, within(0.01));
    }

    @Test
    void kindsAreKeptApart() {
        peaks.learn(Peak.MESSAGES, 7, START);
        peaks.learn(Peak.STRANGE_IN_DAY, 9, START);

        assertThat(peaks.before(Peak.STRANGE_IN_DAY, START + DAY)).isGreaterThan(8);
        assertThat(peaks.before(Peak.RECIPIENTS, START + DAY)).isZero();
    }

    @Test
    void whatComesLateCountsToday() {
        peaks.learn(Peak.MESSAGES, 1, START);
        peaks.learn(Peak.MESSAGES, 50, START - 10 * DAY);

        assertThat(peaks.before(Peak.MESSAGES, START)).isZero();
        assertThat(peaks.before(Peak.MESSAGES, START + DAY)).isGreaterThan(48);
    }

    @Test
    void knowsNothingBeforeTheFirstDay() {
        assertThat(peaks.before(Peak.MESSAGES, START)).isZero();
        peaks.learn(Peak.MESSAGES, 4, START);
        assertThat(peaks.before(Peak.MESSAGES, START)).isZero();
    }
}
