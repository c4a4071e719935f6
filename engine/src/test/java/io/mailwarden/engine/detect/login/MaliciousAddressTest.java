package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Settings;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.verdict.PolicyConfig;
import io.mailwarden.engine.verdict.PolicyConfig.CriticalLogin;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.PolicyConfig.OnFailure;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MaliciousAddressTest {

    private static final String TYPE = "malicious-address";

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void isCriticalAndRejectedWhileLearningToo() {
        story.logsIn(OSLO.behind("malicious")).expectOnly(TYPE).expectIncident(Severity.CRITICAL);

        assertThat(story.rejected()).isEqualTo(1);
        assertThat(story.incident().counts().rejectedLogins()).isEqualTo(1);
    }

    @Test
    void theOwnerIsNotLockedOutByTheThiefsTry() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofHours(1)).logsIn(OSLO.behind("malicious"));

        story.after(Duration.ofMinutes(5)).logsIn(OSLO).writesToContacts(10, Duration.ofMinutes(3));

        assertThat(story.rejected()).isEqualTo(1);
        assertThat(story.held()).isZero();
    }

    @Test
    void aWrongPasswordIsAnsweredAsTheRightOneWouldBe() {
        story.guesses(1, OSLO.behind("malicious"));
        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Reject.class);

        story.logsIn(OSLO.behind("malicious"));
        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Reject.class);
        assertThat(story.incident().counts().rejectedLogins()).isEqualTo(1);
    }

    @Test
    void staysSilentForHostingAndForVpn() {
        story.logsIn(OSLO.behind("hosting")).logsIn(OSLO.behind("vpn")).expectNothing();
    }

    @Test
    void doesNotBecomeNormalByBeingTriedAgain() {
        for (int day = 0; day < 20; day++) {
            story.after(Duration.ofDays(1)).logsIn(OSLO.behind("malicious"));
        }
        assertThat(story.rejected()).isEqualTo(20);
    }

    @Test
    void anOwnerWhoseHomeIsListedIsNotLockedOut() {
        Spot listed = new Spot(OSLO.behind("malicious").geo(), "198.51.100.");
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofHours(1)).logsIn(listed);
        story.writesToContacts(5, Duration.ofMinutes(5)).expectOnly(TYPE).expectNothingStopped();

        assertThat(story.anomaly(TYPE).severity()).isEqualTo(Severity.SUSPECTED);
        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.5);
    }

    @Test
    void aMessageFromAnAddressThatIsListedAfterTheLoginIsHeld() {
        try (Scenario late = Scenario.with(
                Settings.with(new PolicyConfig(Mode.PREVENT, List.of(), CriticalLogin.ALLOW, OnFailure.ALLOW)))) {
            late.usually(OSLO, OSLO_OFFICE).after(Duration.ofHours(1)).logsIn(STOCKHOLM.behind("malicious"));
            late.sends(List.of("contact1@partner.example"));

            assertThat(late.held()).isEqualTo(1);
            assertThat(late.anomalies())
                    .anyMatch(one -> one.explanation().text().startsWith("message from 100.79."));
        }
    }
}
