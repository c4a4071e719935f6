package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.BERGEN;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Spot;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HiddenNetworkTest {

    private static final String TYPE = "hidden-network";

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void firesForAnAnonymizerThatTheAccountNeverUsed() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(1)).logsIn(STOCKHOLM.behind("tor"));

        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.4);
        assertThat(story.anomaly(TYPE).explanation().text())
                .isEqualTo("first login through a VPN, proxy or Tor exit: SE (AS1257 Provider of SE)");
    }

    @Test
    void countsLessForADataCentre() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(1)).logsIn(STOCKHOLM.behind("hosting"));

        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.3);
    }

    @Test
    void staysSilentForAFetcherThatAlwaysComesFromADataCentre() {
        Spot cloud = STOCKHOLM.behind("hosting");
        story.usually(OSLO, cloud);
        for (int network = 0; network < 20; network++) {
            story.after(Duration.ofHours(1)).logsIn(new Spot(cloud.geo(), "100.99." + network + "."));
        }
        story.expectNoneOf(TYPE);
    }

    @Test
    void staysSilentWhileLearningAndForHomes() {
        story.logsIn(OSLO).after(Duration.ofDays(1)).logsIn(OSLO.behind("vpn"));
        story.account("bob@example.org").usually(OSLO, OSLO_OFFICE).logsIn(BERGEN);

        story.expectNoneOf(TYPE);
    }

    @Test
    void aSwitchedOnVpnStopsNobody() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(1)).logsIn(STOCKHOLM.behind("vpn"));
        story.writesToContacts(10, Duration.ofMinutes(5)).expectNothingStopped();
    }
}
