package io.mailwarden.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PeakTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");

    private final Peak peak = new Peak();

    @Test
    void isNothingBeforeAnythingWasLearned() {
        assertThat(peak.before(NOON)).isZero();
    }

    @Test
    void burstOfTodayIsNotNormalToday() {
        peak.learn(500, NOON);

        assertThat(peak.before(NOON.plus(Duration.ofHours(11)))).isZero();
        assertThat(peak.before(day(1))).isCloseTo(500, within(15.0));
    }

    @Test
    void halvesInThirtyDays() {
        peak.learn(100, NOON);

        assertThat(peak.before(day(30))).isCloseTo(50, within(1e-9));
        assertThat(peak.before(day(60))).isCloseTo(25, within(1e-9));
    }

    @Test
    void smallDaysDoNotLowerIt() {
        peak.learn(100, NOON);
        for (int day = 1; day < 10; day++) {
            peak.learn(1, day(day));
        }

        assertThat(peak.before(day(10))).isCloseTo(100 * Math.pow(0.5, 10 / 30.0), within(1e-9));
    }

    @Test
    void higherDayTakesOver() {
        peak.learn(10, NOON);
        peak.learn(100, day(1));

        assertThat(peak.before(day(1))).isLessThan(11);
        assertThat(peak.before(day(2))).isGreaterThan(97);
    }

    @Test
    void eventsOutOfOrderDoNoHarm() {
        peak.learn(10, day(2));
        peak.learn(1000, day(1));

        assertThat(peak.before(day(1))).isZero();
        assertThat(peak.before(day(3))).isPositive().isLessThanOrEqualTo(1000);
    }

    private static Instant day(int days) {
        return NOON.plus(Duration.ofDays(days));
    }
}
