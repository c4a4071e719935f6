package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.fixtures.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AbusedClientTest {

    private static final String TYPE = "abused-client";

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    private static final Client BOT = new Client("YLMF-PC", "", "");

    @Test
    void firesForANameThatIsKnownFromAbuse() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(1)).uses(BOT).logsIn(OSLO.onNetwork(3));

        assertThat(story.anomaly(TYPE).severity()).isEqualTo(Severity.SUSPECTED);
        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.5);
        assertThat(story.anomaly(TYPE).explanation().text()).contains("YLMF-PC");
    }

    @Test
    void firesForANameThatIsToldAfterTheLogin() {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO)
                .tellsName(new Client("phpmailer", "6.1.7", ""))
                .expectOnly(TYPE);
    }

    @Test
    void staysSilentForAWebSiteThatAlwaysSendsSo() {
        story.uses(new Client("PHPMailer", "6.1.7", ""))
                .usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(1));
        story.uses(new Client("PHPMailer", "6.1.7", ""))
                .logsIn(OSLO.onNetwork(3))
                .expectNoneOf(TYPE);
    }

    @Test
    void staysSilentWhileLearningAndForOtherNames() {
        story.logsIn(OSLO).after(Duration.ofDays(1)).uses(BOT).logsIn(OSLO);
        story.account("bob@example.org").uses(Client.UNKNOWN).usually(OSLO, OSLO_OFFICE);
        story.uses(new Client("My PHPMailer", "1", ""))
                .logsIn(OSLO)
                .uses(new Client("y", "", ""))
                .logsIn(OSLO);

        story.expectNothing();
    }
}
