package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.fixtures.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnusualHourTest {

    private static final String TYPE = "unusual-hour";

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void firesWeaklyAtNightEvenFromTheOffice() {
        months().after(Duration.ofHours(16)).logsIn(OSLO_OFFICE).expectOnly(TYPE);

        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.1);
        assertThat(story.anomaly(TYPE).explanation().text())
                .isEqualTo("login at 00:00 UTC, when it hardly ever does (0.0 % of its logins, limit 0.5 %); usual:"
                        + " 7-12 h");
    }

    @Test
    void countsMoreFromAnUnfamiliarNetwork() {
        months().after(Duration.ofHours(16)).logsIn(OSLO.onNetwork(3)).expectOnly(TYPE, "unusual-network");

        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.2);
    }

    @Test
    void staysSilentWithinTwoHours() {
        months().after(Duration.ofHours(3))
                .logsIn(OSLO)
                .after(Duration.ofHours(19))
                .logsIn(OSLO)
                .expectNothing();
    }

    @Test
    void staysSilentWithFewLogins() {
        story.usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofHours(16))
                .logsIn(OSLO)
                .expectNothing();
    }

    @Test
    void aClientThatPollsAroundTheClockHasNoUnusualHour() {
        for (int hour = 0; hour < 24 * 20; hour++) {
            story.after(Duration.ofHours(1)).logsIn(OSLO);
        }
        story.expectNothing();
    }

    @Test
    void aHabitThatMovesBecomesUsual() {
        months().after(Duration.ofHours(16));
        for (int night = 0; night < 30; night++) {
            story.logsIn(OSLO).after(Duration.ofDays(1));
        }
        assertThat(story.anomalies()).hasSizeLessThan(5);
    }

    private Scenario months() {
        for (int day = 0; day < 60; day++) {
            story.logsIn(OSLO).after(Duration.ofHours(1)).logsIn(OSLO_OFFICE).after(Duration.ofHours(1));
            story.logsIn(OSLO_OFFICE).after(Duration.ofHours(22));
        }
        return story;
    }
}
