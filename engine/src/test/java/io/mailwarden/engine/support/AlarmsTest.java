package io.mailwarden.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms.Alarm;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlarmsTest {

    private static final Instant START = Instant.parse("2026-05-03T06:00:00Z");

    private final TestClock clock = TestClock.at("2026-05-03T06:00:00Z");
    private final Alarms alarms = new Alarms(clock);

    @Test
    void standsFromTheFirstTimeAndCounts() {
        alarms.raise("hold-failed", "first");
        clock.advance(Duration.ofMinutes(5));
        alarms.raise("hold-failed", "latest");

        assertThat(alarms.standing()).containsExactly(new Alarm("hold-failed", "latest", START, START.plusSeconds(300), 2));
    }

    @Test
    void listsCausesInOrder() {
        alarms.raise("b", "text");
        alarms.raise("a", "text");

        assertThat(alarms.standing()).extracting(Alarm::cause).containsExactly("a", "b");
    }

    @Test
    void clearsOnlyItsOwnCause() {
        alarms.raise("a", "text");
        alarms.raise("b", "text");

        alarms.clear("a");
        alarms.clear("never raised");

        assertThat(alarms.standing()).extracting(Alarm::cause).containsExactly("b");
    }

    @Test
    void beginsAnewAfterItCleared() {
        alarms.raise("a", "text");
        alarms.clear("a");
        clock.advance(Duration.ofHours(1));
        alarms.raise("a", "text");

        assertThat(alarms.standing()).containsExactly(new Alarm("a", "text", START.plusSeconds(3600), START.plusSeconds(3600), 1));
    }

    @Test
    void saysWhichErrorIsBehindItFitToBeShown() {
        alarms.raise("a", "cannot read", new IOException("broken\r\nline" + "x".repeat(10_000)));

        assertThat(alarms.standing().get(0).text())
                .startsWith("cannot read: java.io.IOException: broken??line")
                .hasSizeLessThan(250);
    }
}
