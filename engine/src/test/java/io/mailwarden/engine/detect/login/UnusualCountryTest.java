package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Spot;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnusualCountryTest {

    private static final String TYPE = "unusual-country";

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void firesForACountryOfLongAgo() {
        back(Duration.ofDays(31));

        assertThat(story.anomaly(TYPE).severity()).isEqualTo(Severity.SUSPECTED);
        assertThat(story.anomaly(TYPE).explanation().text())
                .startsWith("login from SE (AS1257 Provider of SE), a country that it did not use for 62 days (limit 30"
                        + " days)");
    }

    @Test
    void staysSilentForACountryOfLastMonth() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(STOCKHOLM.onNetwork(1));
        story.after(Duration.ofDays(8)).logsIn(OSLO).after(Duration.ofDays(15)).logsIn(OSLO);
        story.after(Duration.ofDays(1)).logsIn(STOCKHOLM);

        assertThat(found()).isZero();
    }

    @Test
    void anOwnersSecondHomeIsNoIncident() {
        story.logsIn(STOCKHOLM).after(Duration.ofDays(1));
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(5)).logsIn(STOCKHOLM);

        story.expectOnly(TYPE).expectNothingStopped();
        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.05);
    }

    @Test
    void staysSilentAfterTheAccountsOwnSilence() {
        story.logsIn(STOCKHOLM.onNetwork(1)).after(Duration.ofDays(1));
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(40)).logsIn(STOCKHOLM);

        assertThat(found()).isZero();
    }

    @Test
    void staysSilentWhileLearning() {
        story.logsIn(STOCKHOLM.onNetwork(1))
                .after(Duration.ofDays(40))
                .logsIn(OSLO)
                .logsIn(STOCKHOLM);

        assertThat(found()).isZero();
    }

    private Scenario away(Spot abroad) {
        story.usually(OSLO, OSLO_OFFICE);
        for (int day = 0; day < 8; day++) {
            story.logsIn(abroad).after(Duration.ofHours(3)).logsIn(abroad).after(Duration.ofHours(21));
        }
        for (int day = 0; day < 42; day++) {
            story.logsIn(OSLO).after(Duration.ofDays(1));
        }
        return story;
    }

    @Test
    void eightDaysThereAndSixWeeksAwayAreLongEnough() {
        away(STOCKHOLM).uses(Client.UNKNOWN).logsIn(STOCKHOLM.onNetwork(5));

        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.25);
        assertThat(story.anomaly(TYPE).explanation().text()).contains("did not use for 42 days");
    }

    @Test
    void isToldButJoinsWithNothingFromTheNetworkOfThatTime() {
        away(STOCKHOLM).logsIn(STOCKHOLM);

        assertThat(found()).isEqualTo(1);
        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.05);
        story.logsIn(STOCKHOLM).writesToContacts(8, Duration.ofMinutes(3));
        assertThat(found()).as("it is in use again").isEqualTo(1);
        story.expectNothingStopped();
    }

    private void back(Duration later) {
        story.logsIn(STOCKHOLM.onNetwork(1)).after(Duration.ofDays(1));
        story.usually(OSLO, OSLO_OFFICE);
        for (int day = 0; day < later.toDays(); day++) {
            story.after(Duration.ofDays(1)).logsIn(OSLO);
        }
        story.logsIn(STOCKHOLM);
    }

    private long found() {
        return story.anomalies().stream()
                .filter(anomaly -> anomaly.type().equals(TYPE))
                .count();
    }
}
