package io.mailwarden.engine.profile.habit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.profile.habit.SendingLog.Sums;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SendingLogTest {

    private static final int NOON = Decay.minute(Instant.parse("2026-05-03T12:00:00Z"));
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final SendingLog log = new SendingLog();

    @Test
    void sumsMessagesRecipientsAndFreshOnes() {
        add(NOON, 3, 2);
        add(NOON, 1, 0);
        add(NOON + 1, 10, 10);

        assertThat(log.within(TEN_MINUTES, NOON + 1)).isEqualTo(new Sums(3, 14, 12, 1));
    }

    @Test
    void tenMinutesAreExactHoweverLongAgoItWasTidied() {
        for (int minute = 0; minute < 100; minute++) {
            add(NOON + minute, 1, 1);

            assertThat(messages(TEN_MINUTES, NOON + minute)).isEqualTo(Math.min(10, minute + 1));
        }
        for (int later = 1; later < 12; later++) {
            assertThat(messages(TEN_MINUTES, NOON + 99 + later)).isEqualTo(Math.max(0, 10 - later));
        }
    }

    @Test
    void anHourReachesAtMostNineMinutesTooFarBack() {
        for (int minute = 0; minute < 300; minute++) {
            add(NOON + 17 + minute, 1, 1);

            assertThat(messages(HOUR, NOON + 17 + minute))
                    .isBetween((long) Math.min(60, minute + 1), (long) Math.min(69, minute + 1));
        }
    }

    @Test
    void burstOfTheLastHourButOneDoesNotCountInThisHour() {
        for (int i = 0; i < 40; i++) {
            add(NOON, 1, 1);
        }
        add(NOON + 90, 1, 1);

        assertThat(log.within(HOUR, NOON + 90).fresh()).isEqualTo(1);
    }

    @Test
    void aDayReachesAtMostAnHourTooFarBackAndNothingIsOlder() {
        for (int minute = 0; minute < 5_000; minute++) {
            add(NOON + minute, 1, 0);
        }

        assertThat(messages(DAY, NOON + 4_999)).isBetween(1_440L, 1_499L);
        assertThat(messages(Duration.ofDays(1_000), NOON + 4_999)).isEqualTo(messages(DAY, NOON + 4_999));
    }

    @Test
    void forgetsAllAfterASilence() {
        add(NOON, 5, 5);

        for (int days : new int[] {2, 45, 46, 91, 1_000}) {
            assertThat(messages(DAY, NOON + days * 1_440)).isZero();
        }
        add(NOON + 1_000 * 1_440, 1, 0);
        assertThat(log.within(DAY, NOON + 1_000 * 1_440)).isEqualTo(new Sums(1, 1, 0, 0));
    }

    @Test
    void countsTheRunningMinuteInTheShortestWindow() {
        add(NOON, 1, 1);

        assertThat(messages(Duration.ofSeconds(1), NOON)).isEqualTo(1);
        assertThat(messages(Duration.ofSeconds(1), NOON + 1)).isZero();
    }

    @Test
    void countsWhatComesAFewMinutesLateWhereItBelongs() {
        add(NOON + 9, 1, 1);
        for (int minute = 8; minute >= 0; minute--) {
            add(NOON + minute, 1, 1);
            assertThat(messages(Duration.ofMinutes(1), NOON + minute)).isEqualTo(1);
        }
        assertThat(messages(TEN_MINUTES, NOON + 9)).isEqualTo(10);
        assertThat(messages(Duration.ofMinutes(5), NOON + 4)).isEqualTo(5);
    }

    @Test
    void countsWhatComesVeryLateAsOfNow() {
        add(NOON, 1, 1);
        add(NOON - 180, 1, 1);

        assertThat(messages(Duration.ofMinutes(1), NOON)).isEqualTo(2);
    }

    @Test
    void lateMessageIsNotHeldToALongerWindow() {
        for (int minute = 0; minute < 180; minute++) {
            add(NOON + minute, 1, 1);
        }
        add(NOON + 60, 1, 1);

        assertThat(messages(TEN_MINUTES, NOON + 60)).isEqualTo(11);
    }

    @Test
    void staysSmallInATightLoopAndCountsUpToItsCap() {
        for (int i = 0; i < 100_000; i++) {
            add(NOON, 2, 0);
        }

        assertThat(log.within(HOUR, NOON)).isEqualTo(new Sums(65_535, 65_535, 0, 0));
        assertThat(log.size()).isEqualTo(1);
    }

    @Test
    void takesTheFirstAndTheLastMinuteThereIs() {
        add(0, 1, 0);
        assertThat(messages(HOUR, 0)).isEqualTo(1);

        add(Integer.MAX_VALUE, Integer.MAX_VALUE, 0);
        assertThat(log.within(HOUR, Integer.MAX_VALUE)).isEqualTo(new Sums(1, 65_535, 0, 0));
    }

    private void add(int minute, int recipients, int fresh) {
        log.add(minute, new Novelty(recipients, fresh, 1, 0, 0, fresh));
    }

    private long messages(Duration window, int at) {
        return log.within(window, at).messages();
    }
}
