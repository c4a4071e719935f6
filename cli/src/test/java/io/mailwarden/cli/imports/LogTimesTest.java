package io.mailwarden.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.cli.imports.OldLogs.LogOptions;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTimesTest {

    private static final String LOGIN =
            " mail dovecot: imap-login: Login: user=<bob@example.org>, rip=198.51.100.7, lip=192.0.2.1, TLS";

    private static List<String> times(LogOptions options, String lastWritten, String... stamps) {
        String[] lines = List.of(stamps).stream().map(stamp -> stamp + LOGIN).toArray(String[]::new);
        return Reading.of(options, Instant.parse(lastWritten), lines).events().stream()
                .map(event -> event.at().toString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "May  3 06:50:03, 2026-05-03T06:50:03Z",
        "May 3 06:50:03, 2026-05-03T06:50:03Z",
        "May 03 06:50:03, 2026-05-03T06:50:03Z",
        "May 03 06:50:03.123456, 2026-05-03T06:50:03.123456Z",
        "<22>May  3 06:50:03, 2026-05-03T06:50:03Z",
        "2026-05-03T06:50:03.768+02:00, 2026-05-03T04:50:03.768Z",
        "2026-05-03T06:50:03+0200, 2026-05-03T04:50:03Z",
        "2026-05-03T06:50:03Z, 2026-05-03T06:50:03Z",
        "2026-05-03 06:50:03, 2026-05-03T06:50:03Z",
        "May  3 23:59:60, 2026-05-03T23:59:59Z",
    })
    void eachFormOfTimeIsUnderstood(String stamp, String expected) {
        assertThat(times(Reading.UTC, "2026-06-01T00:00:00Z", stamp)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Feb 30 06:50:03",
                "Foo  3 06:50:03",
                "May  0 06:50:03",
                "May  3 24:00:01",
                "May  3 06:50:61",
                "2026-13-01T06:50:03Z",
                "2026-05-03T06:50:03+99:00",
                "1969-05-03T06:50:03Z",
                "2026-06-03T06:50:03Z",
                "9999-12-31T23:59:59Z",
            })
    void timesThatCannotBeAreCounted(String stamp) {
        Reading read = Reading.of(stamp + LOGIN);

        assertThat(read.events()).isEmpty();
        assertThat(read.summary().count(Reason.WRONG_TIME)).isEqualTo(1);
    }

    @Test
    void theYearIsTheLatestThatTheLogAllows() {
        assertThat(times(Reading.UTC, "2026-01-02T00:00:00Z", "Dec 31 23:59:00", "Jan  1 00:01:00"))
                .containsExactly("2025-12-31T23:59:00Z", "2026-01-01T00:01:00Z");
        assertThat(times(Reading.UTC, "2025-01-10T00:00:00Z", "Feb 29 12:00:00"))
                .containsExactly("2024-02-29T12:00:00Z");
    }

    @Test
    void aGivenYearGoesOnToTheNext() {
        LogOptions options = new LogOptions(ZoneOffset.UTC, OptionalInt.of(2023), Optional.empty());

        assertThat(times(
                        options,
                        "2026-06-01T00:00:00Z",
                        "Oct  1 00:00:00",
                        "Dec 31 23:59:00",
                        "Jan  1 00:01:00",
                        "Dec 31 23:59:59",
                        "Jan  1 00:02:00",
                        "Feb 29 00:00:00",
                        "Sep  1 00:00:00"))
                .containsExactly(
                        "2023-10-01T00:00:00Z",
                        "2023-12-31T23:59:00Z",
                        "2023-12-31T23:59:59Z",
                        "2024-01-01T00:01:00Z",
                        "2024-01-01T00:02:00Z",
                        "2024-02-29T00:00:00Z",
                        "2024-09-01T00:00:00Z");
    }

    @Test
    void aTimeWithoutZoneIsInTheGivenOne() {
        LogOptions oslo = new LogOptions(ZoneId.of("Europe/Oslo"), OptionalInt.empty(), Optional.empty());

        assertThat(times(oslo, "2026-06-01T00:00:00Z", "Jan  3 06:50:03", "May  3 06:50:03"))
                .containsExactly("2026-01-03T05:50:03Z", "2026-05-03T04:50:03Z");
    }

    @Test
    void theHourThatComesTwiceIsReadTwice() {
        LogOptions oslo = new LogOptions(ZoneId.of("Europe/Oslo"), OptionalInt.empty(), Optional.empty());

        assertThat(times(oslo, "2025-11-01T00:00:00Z", "Oct 26 02:10:00", "Oct 26 02:50:00", "Oct 26 02:20:00"))
                .containsExactly("2025-10-26T00:10:00Z", "2025-10-26T00:50:00Z", "2025-10-26T01:20:00Z");
    }
}
