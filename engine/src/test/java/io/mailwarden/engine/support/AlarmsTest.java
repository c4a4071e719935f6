package io.mailwarden.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms.Alarm;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AlarmsTest {

    private static final Instant START = Instant.parse("2026-05-03T06:00:00Z");

    private final TestClock clock = TestClock.at("2026-05-03T06:00:00Z");
    private final Alarms alarms = new Alarms(clock);

    @Test
    void standsFromTheFirstTimeAndCounts() {
        alarms.raise("hold-failed", "first");
        clock.advance(Duration.ofMinutes(5));
        alarms.raise("hold-failed", "latest");

        assertThat(alarms.standing())
                .containsExactly(new Alarm("hold-failed", "latest", START, START.plusSeconds(300), 2));
    }

    @Test
    void whatOnlyHappenedPassesByItselfAndWasSeen() {
        alarms.happened("hold-failed", "disk full", new IOException("no space"));
        alarms.raise("store", "gone");
        clock.advance(Duration.ofMinutes(9));
        alarms.happened("hold-failed", "disk full", new IOException("no space"));
        clock.advance(Alarms.PASSES_AFTER.minusSeconds(1));

        assertThat(alarms.standing()).extracting(Alarm::cause).containsExactly("hold-failed", "store");
        assertThat(alarms.standing().get(0).words())
                .startsWith("hold-failed: disk full: ")
                .endsWith("(2 times, last at 2026-05-03T06:09:00Z)");

        clock.advance(Duration.ofSeconds(1));

        assertThat(alarms.standing()).extracting(Alarm::cause).containsExactly("store");
        assertThat(alarms.stands("hold-failed")).isFalse();
        assertThat(alarms.latest("hold-failed").orElseThrow().count()).isEqualTo(2);
        assertThat(alarms.latest("never raised")).isEmpty();
    }

    @Test
    void anOutageOfTheStoreHasOneTraceInTheLog() {
        Logger logger = (Logger) LoggerFactory.getLogger(Alarms.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.WARN);
        try {
            StoreUnavailable gone = new StoreUnavailable("read", new IOException("connection refused"));
            for (String cause : List.of("event-log", "store", "incident-store", "profiles-unread", "alert-upkeep")) {
                alarms.raise(cause, "text", cause.equals("alert-upkeep") ? new IllegalStateException(gone) : gone);
            }
            for (int time = 0; time < 9; time++) {
                alarms.clear("store");
                clock.advance(Duration.ofMinutes(1));
                alarms.raise("store", "text", gone);
            }
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
        }

        assertThat(lines.list.stream().filter(line -> line.getThrowableProxy() != null))
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).startsWith("alarm store: "));
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

        assertThat(alarms.standing())
                .containsExactly(new Alarm("a", "text", START.plusSeconds(3600), START.plusSeconds(3600), 1));
    }

    @Test
    void saysWhichErrorIsBehindItFitToBeShown() {
        alarms.raise("a", "cannot read", new IOException("broken\r\nline" + "x".repeat(10_000)));

        assertThat(alarms.standing().get(0).text())
                .startsWith("cannot read: java.io.IOException: broken??line")
                .hasSizeLessThan(250);
    }
}
