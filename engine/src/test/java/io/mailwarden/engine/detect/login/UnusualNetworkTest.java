package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.fixtures.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnusualNetworkTest {

    private static final String TYPE = "unusual-network";

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void firesForAProviderThatTheAccountNeverUsed() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(1)).logsIn(LAGOS);

        assertThat(story.anomaly(TYPE).score().value()).isLessThanOrEqualTo(0.2);
        assertThat(story.anomaly(TYPE).explanation().text())
                .isEqualTo(
                        "first login through this provider, NG (AS29465 Provider of NG); until now the account used 2"
                                + " other providers");
    }

    @Test
    void staysSilentForOtherNetworksOfAKnownCarrier() {
        story.usually(OSLO, OSLO_OFFICE);
        for (int network = 0; network < 40; network++) {
            story.after(Duration.ofHours(1)).logsIn(OSLO.onNetwork(network));
        }
        story.expectNothing();
    }

    @Test
    void staysSilentForANetworkOfTheOrganisation() {
        for (int colleague = 0; colleague < 60; colleague++) {
            story.account("colleague" + colleague + "@example.org").logsIn(STOCKHOLM);
        }
        story.account("alice@example.org")
                .usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(1))
                .logsIn(STOCKHOLM);

        assertThat(found()).isZero();
    }

    @Test
    void staysSilentWhileLearningAndWithoutAProvider() {
        story.logsIn(OSLO).after(Duration.ofDays(1)).logsIn(LAGOS).after(Duration.ofDays(1));
        story.account("bob@example.org")
                .usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(1))
                .logsIn(LAGOS.untold());

        assertThat(found()).isZero();
    }

    private long found() {
        return story.anomalies().stream()
                .filter(anomaly -> anomaly.type().equals(TYPE))
                .count();
    }
}
