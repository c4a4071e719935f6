package io.mailwarden.engine.profile.habit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DecayTest {

    private static final int DAY = 1440;

    private final Decay decay = new Decay(Duration.ofDays(30));

    @Test
    void halvesWithEveryHalfLife() {
        assertThat(decay.left(0, 30 * DAY)).isEqualTo(0.5f);
        assertThat(decay.left(DAY, 61 * DAY)).isEqualTo(0.25f);
    }

    @Test
    void nothingFadesWithinADayOrBackwards() {
        assertThat(decay.left(5 * DAY, 6 * DAY - 1)).isEqualTo(1);
        assertThat(decay.left(100 * DAY, DAY)).isEqualTo(1);
    }

    @Test
    void nextToNothingIsLeftAfterVeryLong() {
        assertThat(decay.left(0, Integer.MAX_VALUE)).isBetween(0f, 1e-12f);
    }

    @Test
    void minutesStayWithinTheirRangeWhateverTheTime() {
        assertThat(Decay.minute(Instant.MIN)).isZero();
        assertThat(Decay.minute(Instant.MAX)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Decay.minute(Instant.ofEpochSecond(119))).isEqualTo(1);
        assertThat(Decay.minutes(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Integer.MAX_VALUE);
    }
}
