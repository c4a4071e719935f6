package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.fixtures.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManyAddressesTest {

    private static final String TYPE = "many-addresses";

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void firesForTheEleventhAddressWithinTheHour() {
        story.logsIn(OSLO);
        for (int network = 1; network <= 10; network++) {
            assertThat(found()).isZero();
            story.after(Duration.ofMinutes(1)).logsIn(LAGOS.onNetwork(network).untold());
        }
        assertThat(found()).isEqualTo(1);
        assertThat(story.anomaly(TYPE).explanation().text())
                .isEqualTo("used from 11 addresses within an hour (limit 10)");
    }

    @Test
    void firesForTheEleventhStrangeAddressToo() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(2));
        for (int network = 1; network <= 24; network++) {
            story.after(Duration.ofMinutes(2)).logsIn(LAGOS.onNetwork(network));
        }
        assertThat(story.anomaly(TYPE).explanation().text())
                .isEqualTo("used from 11 addresses within an hour (limit 10)");
    }

    @Test
    void staysSilentForAMobileCarrier() {
        story.logsIn(OSLO);
        for (int network = 1; network <= 30; network++) {
            story.after(Duration.ofMinutes(1)).logsIn(OSLO.onNetwork(network));
        }
        story.expectNothing();
    }

    @Test
    void staysSilentForATeamInItsOffice() {
        for (int host = 1; host <= 30; host++) {
            story.after(Duration.ofMinutes(1)).atHost(host).logsIn(OSLO_OFFICE);
        }
        story.expectNothing();
    }

    @Test
    void staysSilentOverADay() {
        story.logsIn(OSLO);
        for (int network = 1; network <= 20; network++) {
            story.after(Duration.ofMinutes(10)).logsIn(LAGOS.onNetwork(network).untold());
        }
        assertThat(found()).isZero();
    }

    private long found() {
        return story.anomalies().stream()
                .filter(anomaly -> anomaly.type().equals(TYPE))
                .count();
    }
}
