package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.fixtures.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DormantAccountTest {

    private static final String TYPE = "dormant-account";

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void firesForAnAccountThatWakesElsewhere() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(120));

        story.uses(Client.UNKNOWN).logsIn(LAGOS);

        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.2);
        assertThat(story.anomaly(TYPE).explanation().text())
                .startsWith(
                        "used again after 120 days of silence (limit 90 days), from a network that it never used: NG");
    }

    @Test
    void firesWhenItsHabitsAreForgottenToo() {
        story.usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(400))
                .logsIn(LAGOS)
                .expectOnly(TYPE, "new-country", "unusual-network");
    }

    @Test
    void countsLessWithTheOldProvider() {
        story.usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(120))
                .uses(Client.UNKNOWN)
                .logsIn(OSLO.onNetwork(3))
                .expectOnly(TYPE, "unusual-network");

        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.1);
    }

    @Test
    void staysSilentForWhoComesBackHome() {
        story.usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(400))
                .logsIn(OSLO)
                .expectNothing();
    }

    @Test
    void staysSilentOneDayBeforeAndForAccountsThatHardlyWereUsed() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(88)).logsIn(OSLO.onNetwork(3));
        story.account("bob@example.org")
                .logsIn(OSLO)
                .after(Duration.ofDays(200))
                .logsIn(LAGOS)
                .expectNoneOf(TYPE);
    }
}
