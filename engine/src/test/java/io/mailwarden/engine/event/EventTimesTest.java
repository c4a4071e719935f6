package io.mailwarden.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times of event lines are read by hand where they are written as usual: as the library reads them. */
class EventTimesTest {

    private static final String EXPECTED = "time: expected ISO 8601 such as 2026-05-03T06:50:03.768Z";

    private static Instant read(String time) {
        return EventLines.parse(
                        "{\"kind\":\"login\",\"time\":\"" + time + "\",\"account\":\"bob\",\"outcome\":\"accepted\"}")
                .at();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2024-02-29T23:59:59Z",
                "2026-05-03T06:50:03.7Z",
                "2026-05-03T06:50:03.768Z",
                "2026-05-03T06:50:03.768123Z",
                "2026-05-03T06:50:03.000000001Z",
                "2026-05-03T06:50:03.Z",
                "2026-05-03T06:50Z",
                "2026-05-03T24:00:00Z",
                "2026-05-03t06:50:03z",
                "2026-05-03T06:50:03+02:00",
                "2016-12-31T23:59:60Z",
                "9999-12-31T23:59:59Z",
                "+2026-05-03T06:50:03Z",
            })
    void areReadAsTheLibraryReadsThem(String time) {
        if (isTime(time)) {
            assertThat(read(time)).isEqualTo(Instant.parse(time));
        } else {
            assertThatThrownBy(() -> read(time)).hasMessage(EXPECTED);
        }
    }

    private static boolean isTime(String text) {
        try {
            return Instant.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T06:50:03Z",
                "2026-13-01T06:50:03Z",
                "2026-00-01T06:50:03Z",
                "2026-05-32T06:50:03Z",
                "2026-05-03T25:50:03Z",
                "2026-05-03T06:60:03Z",
                "2026-05-03T06:50:61Z",
                "2026-05-03T06:50:03.1234567890Z",
                "2026-05-03 06:50:03Z",
                "2026-05-03T06:50:03",
                "２026-05-03T06:50:03Z",
                "2026-05-03T06:50:0Z",
            })
    void areRefusedWhereThereIsNoSuchTime(String time) {
        assertThatThrownBy(() -> read(time))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(EXPECTED);
    }

    @Test
    void anyTimeComesBackAsItWasWritten() {
        SplittableRandom random = new SplittableRandom(51);
        for (int i = 0; i < 2_000; i++) {
            int nanos = random.nextInt(1_000_000_000);
            long second = random.nextLong(253_402_300_799L);
            for (int part : List.of(0, nanos / 1_000_000 * 1_000_000, nanos)) {
                Instant at = Instant.ofEpochSecond(second, part);
                assertThat(read(at.toString())).isEqualTo(at);
            }
        }
    }
}
