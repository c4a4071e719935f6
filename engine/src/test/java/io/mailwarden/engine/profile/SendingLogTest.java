package io.mailwarden.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.profile.SendingLog.Sums;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SendingLogTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");

    private final SendingLog log = new SendingLog();

    @Test
    void sumsMessagesRecipientsAndFreshOnes() {
        log.add(NOON, 3, 2);
        log.add(NOON.plusSeconds(5), 1, 0);
        log.add(NOON.plusSeconds(90), 10, 10);

        assertThat(log.within(Duration.ofMinutes(10), NOON.plusSeconds(90))).isEqualTo(new Sums(3, 14, 12));
    }

    @Test
    void leavesOutWhatIsOlderThanTheWindow() {
        log.add(NOON, 1, 1);
        log.add(NOON.plus(Duration.ofMinutes(9)), 1, 1);

        assertThat(messages(10, NOON.plus(Duration.ofMinutes(9)))).isEqualTo(2);
        assertThat(messages(10, NOON.plus(Duration.ofMinutes(10)))).isEqualTo(1);
        assertThat(messages(10, NOON.plus(Duration.ofMinutes(19)))).isZero();
    }

    @Test
    void countsTheRunningMinuteInTheShortestWindow() {
        log.add(NOON.plusSeconds(59), 1, 1);

        assertThat(log.within(Duration.ofSeconds(1), NOON.plusSeconds(59)).messages())
                .isEqualTo(1);
    }

    @Test
    void countsWhatComesOutOfOrderAsOfNow() {
        log.add(NOON, 1, 1);
        log.add(NOON.minus(Duration.ofHours(3)), 1, 1);

        assertThat(messages(1, NOON)).isEqualTo(2);
    }

    @Test
    void forgetsWhatIsOlderThanADay() {
        for (int minute = 0; minute < 5_000; minute++) {
            log.add(NOON.plus(Duration.ofMinutes(minute)), 1, 0);
        }

        assertThat(log.within(Duration.ofDays(1000), NOON.plus(Duration.ofMinutes(4_999)))
                        .messages())
                .isEqualTo(1440);
    }

    @Test
    void staysSmallInATightLoop() {
        for (int i = 0; i < 100_000; i++) {
            log.add(NOON, 1, 0);
        }

        assertThat(messages(1, NOON)).isEqualTo(100_000);
    }

    private long messages(int minutes, Instant at) {
        return log.within(Duration.ofMinutes(minutes), at).messages();
    }
}
