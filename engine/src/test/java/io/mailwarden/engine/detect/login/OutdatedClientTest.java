package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.fixtures.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutdatedClientTest {

    private static final String TYPE = "outdated-client";

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    private static final Client OLD = new Client("Microsoft Outlook Express", "6.00.2600.0000", "");

    @Test
    void firesForAClientOfLongAgo() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(1)).uses(OLD).logsIn(OSLO.onNetwork(3));

        assertThat(story.anomaly(TYPE).explanation().text())
                .isEqualTo("first login with Microsoft Outlook Express 6.00.2600.0000 (oldest tolerated: 99)");
    }

    @Test
    void staysSilentForWhoUsesItAnyway() {
        story.uses(OLD)
                .usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(1))
                .logsIn(OSLO.onNetwork(3))
                .expectNoneOf(TYPE);
    }

    @Test
    void staysSilentForTheOldestToleratedAndForNoVersion() {
        story.usually(OSLO, OSLO_OFFICE);
        for (String version : List.of("78.0", "78", "78.0.1", "115.3.1", "", "beta")) {
            story.after(Duration.ofDays(1))
                    .uses(new Client("Thunderbird", version, ""))
                    .logsIn(OSLO.onNetwork(3));
        }
        story.expectNoneOf(TYPE);
        story.uses(new Client("thunderbird", "68.12.1", "")).logsIn(OSLO.onNetwork(4));
        assertThat(story.anomaly(TYPE).explanation().text()).contains("68.12.1");
    }

    @Test
    void staysSilentForAnOldMachineAtHome() {
        story.usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(1))
                .uses(OLD)
                .logsIn(OSLO)
                .expectNothing();
    }

    @Test
    void staysSilentWhileLearning() {
        story.logsIn(OSLO)
                .after(Duration.ofDays(1))
                .uses(OLD)
                .logsIn(OSLO.onNetwork(3))
                .expectNoneOf(TYPE);
    }

    @Test
    void anyVersionTextIsRead() {
        story.usually(OSLO, OSLO_OFFICE);
        for (String version : List.of("9".repeat(90), "1..2", "1.", "7\u0667.1", "1.-5", "0x10")) {
            story.uses(new Client("Outlook", version, "")).logsIn(OSLO.onNetwork(3));
        }
        assertThatThrownBy(() -> new OutdatedClientConfig(List.of("Thunderbird")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name and version");
    }
}
