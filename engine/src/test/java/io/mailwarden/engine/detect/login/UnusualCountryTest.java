package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.fixtures.Scenario;
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
                .startsWith("login from SE (AS1257 Provider of SE), a country that it did not use for 62 days (limit 30 days)");
    }

    @Test
    void staysSilentForACountryOfLastMonth() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(STOCKHOLM.onNetwork(1));
        story.after(Duration.ofDays(8)).logsIn(OSLO).after(Duration.ofDays(15)).logsIn(OSLO);
        story.after(Duration.ofDays(1)).logsIn(STOCKHOLM);

        assertThat(found()).isZero();
    }

    @Test
    void staysSilentForANetworkThatTheAccountKnows() {
        story.logsIn(STOCKHOLM).after(Duration.ofDays(1));
        story.usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(5))
                .logsIn(STOCKHOLM)
                .expectNothing();
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
