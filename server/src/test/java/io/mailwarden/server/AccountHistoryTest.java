package io.mailwarden.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountHistoryTest {

    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
    private static final AccountHistory.Routine HABITS = new AccountHistory.Routine(
            "alice@oslo.example", "192.0.2.1", "198.51.100.1", List.of("a@bergen.example", "b@bergen.example"));

    @Test
    void isTheSameEachTime() {
        assertThat(AccountHistory.lines(HABITS, FRIDAY, 42, OSLO))
                .isEqualTo(AccountHistory.lines(HABITS, FRIDAY, 42, OSLO));
    }

    @Test
    void holdsEventsInOrderBeforeTheDay() throws IOException {
        List<Instant> times = new ArrayList<>();
        for (JsonNode event : events(42)) {
            times.add(Instant.parse(event.path("time").asText()));
        }

        assertThat(times).isSorted();
        assertThat(times.get(times.size() - 1))
                .isBefore(FRIDAY.atStartOfDay(OSLO).toInstant());
    }

    @Test
    void sendsTenToTwentyMessagesOnAWorkingDay() throws IOException {
        long messages = events(1).stream()
                .filter(event -> event.path("kind").asText().equals("message"))
                .count();

        assertThat(messages).isBetween(10L, 20L);
    }

    private static List<JsonNode> events(int days) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : AccountHistory.lines(HABITS, FRIDAY, days, OSLO)) {
            events.add(new ObjectMapper().readTree(line));
        }
        return events;
    }
}
