package io.mailwarden.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class MovableClockTest {

    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

    private final MovableClock clock = MovableClock.startingAt(START);

    @Test
    void startsWhereItIsToldAndMovesAhead() {
        assertThat(clock.instant()).isCloseTo(START, within(1, ChronoUnit.MINUTES));

        clock.advance(Duration.ofHours(2));

        assertThat(clock.instant()).isCloseTo(START.plus(Duration.ofHours(2)), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void movesToATimeButNeverBack() {
        clock.advanceTo(START.plus(Duration.ofHours(5)));
        clock.advanceTo(START.plus(Duration.ofHours(1)));

        assertThat(clock.instant()).isAfterOrEqualTo(START.plus(Duration.ofHours(5)));
        assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)));
    }

    @Test
    void movesInEveryZone() {
        Clock oslo = clock.withZone(ZoneId.of("Europe/Oslo"));

        clock.advance(Duration.ofDays(1));

        assertThat(oslo.instant()).isAfterOrEqualTo(START.plus(Duration.ofDays(1)));
    }
}
