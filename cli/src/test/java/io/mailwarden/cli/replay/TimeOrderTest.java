package io.mailwarden.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.EventLines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeOrderTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final List<Long> passed = new ArrayList<>();
    private final TimeOrder order = new TimeOrder((event, number) -> passed.add(number), 3);

    private static Event login(String account, int seconds) {
        return EventLines.parse("{\"kind\":\"login\",\"time\":\"%s\",\"account\":\"%s\",\"outcome\":\"accepted\"}"
                .formatted(NOON.plusSeconds(seconds), account));
    }

    private static Event message(String account, int seconds) {
        return EventLines.parse("{\"kind\":\"message\",\"time\":\"%s\",\"account\":\"%s\",\"recipients\":[\"a@b\"]}"
                .formatted(NOON.plusSeconds(seconds), account));
    }

    @Test
    void anEventWaitsUntilOneMoreThanTwoMinutesNewerWasSeen() {
        order.add(login("a", 0), 1);
        order.add(login("a", 120), 2);
        assertThat(passed).isEmpty();

        order.add(login("a", 121), 3);
        assertThat(passed).containsExactly(1L);

        order.end();
        assertThat(passed).containsExactly(1L, 2L, 3L);
    }

    @Test
    void eventsGoByTimeAndThenByWhatTheySay() {
        order.add(message("a", 30), 1);
        order.add(login("b", 30), 2);
        order.add(login("a", 30), 3);
        order.end();

        assertThat(passed).containsExactly(3L, 2L, 1L);
    }

    @Test
    void theSameEventTwiceGoesByItsLine() {
        order.add(login("a", 30), 8);
        order.add(login("a", 30), 7);
        order.end();

        assertThat(passed).containsExactly(7L, 8L);
        assertThat(order.late()).isZero();
    }

    @Test
    void lateEventIsPassedOnAtOnceAndCounted() {
        order.add(login("a", 100), 1);
        order.add(login("a", 400), 2);
        order.add(login("a", 50), 3);
        order.add(login("a", 150), 4);
        order.end();

        assertThat(passed).containsExactly(1L, 3L, 4L, 2L);
        assertThat(order.late()).isEqualTo(1);
    }

    @Test
    void tooManyWaitingHurryTheOldest() {
        for (int i = 4; i > 0; i--) {
            order.add(login("a", i), i);
        }

        assertThat(passed).containsExactly(1L);
        assertThat(order.hurried()).isEqualTo(1);
    }

    @Test
    void anEventOfTheFarFutureHoldsNothingBack() {
        order.add(
                EventLines.parse(
                        "{\"kind\":\"login\",\"time\":\"9999-12-31T23:59:59Z\",\"account\":\"a\",\"outcome\":\"accepted\"}"),
                1);
        order.add(login("a", 0), 2);
        order.add(login("a", 1), 3);
        order.end();

        assertThat(passed).containsExactly(2L, 3L, 1L);
    }
}
