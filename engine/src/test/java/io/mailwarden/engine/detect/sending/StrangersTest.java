package io.mailwarden.engine.detect.sending;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static io.mailwarden.engine.fixtures.Spot.SYDNEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Spot;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Strangers in three hours, where a login stands that nobody could travel to. */
class StrangersTest {

    private static final Duration STEP = Duration.ofMinutes(37);
    private static final Spot SANTIAGO = LAGOS.inCountry("CL").onNetwork(9);

    private final Scenario story = Scenario.standard();

    @BeforeEach
    void learn() {
        for (int day = 0; day < 30; day++) {
            story.logsIn(OSLO)
                    .writesToContacts(1, STEP)
                    .after(Duration.ofDays(1).minus(STEP));
        }
        story.uses(Client.UNKNOWN);
    }

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void aBotnetThatTakesAnotherContinentForEachMessageIsHeldAtTheThird() {
        for (Spot spot : List.of(LAGOS, SYDNEY, SANTIAGO)) {
            assertThat(story.held()).isZero();
            story.after(STEP).logsIn(spot).writesToStrangers(1, Duration.ofSeconds(2));
        }

        assertThat(story.held()).isEqualTo(1);
        assertThat(story.anomaly("strangers").explanation().text())
                .startsWith("3 messages to strangers alone within 3 hours (limit 2, lowered");
    }

    @Test
    void aTravellerWhoWritesAsMuchInOnePlaceIsNot() {
        story.after(Duration.ofHours(8)).logsIn(STOCKHOLM);
        for (int message = 0; message < 5; message++) {
            story.writesToStrangers(1, STEP);
        }

        story.expectNothingStopped();
    }

    @Test
    void whoWroteToAsManyInAnHourBeforeIsNot() {
        for (int day = 0; day < 3; day++) {
            story.writesToStrangers(4, Duration.ofMinutes(10)).after(Duration.ofDays(1));
        }
        for (Spot spot : List.of(LAGOS, SYDNEY, SANTIAGO)) {
            story.after(STEP).logsIn(spot).writesToStrangers(1, Duration.ofSeconds(2));
        }

        assertThat(story.held()).isZero();
    }
}
