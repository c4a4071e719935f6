package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.LINE_ELSEWHERE_IN_OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.fixtures.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever was turned away with the right password may come again by another way; so may the owner. */
class RejectedPasswordTest {

    private static final String TYPE = "rejected-password";

    private final Scenario story = Scenario.standard();

    @BeforeEach
    void aGuessSucceedsAndIsRejected() {
        story.usually(OSLO, OSLO_OFFICE).guesses(5, LAGOS).logsIn(LAGOS);
        assertThat(story.rejected()).isEqualTo(1);
    }

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void isCriticalThroughAnotherStrangeProvider() {
        story.after(Duration.ofHours(2)).logsIn(LINE_ELSEWHERE_IN_OSLO);

        assertThat(story.rejected()).isEqualTo(2);
        assertThat(story.anomaly(TYPE).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(story.anomaly(TYPE).explanation().text())
                .isEqualTo("from a network and a provider that the account never used, 120 minutes after its right"
                        + " password was rejected");
    }

    @Test
    void isSuspectedThroughTheOwnersProviderAndCriticalWithASecondSign() {
        story.after(Duration.ofHours(2)).logsIn(OSLO.onNetwork(3));
        assertThat(story.rejected()).isEqualTo(1);
        assertThat(story.anomaly(TYPE).severity()).isEqualTo(Severity.SUSPECTED);
        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.3);

        story.uses(new Client("YLMF-PC", "", "")).logsIn(OSLO.onNetwork(4));
        assertThat(story.rejected()).isEqualTo(2);
    }

    @Test
    void theOwnerIsNeverShutOutWhereHeWas() {
        story.logsIn(OSLO)
                .uses(new Client("New Phone", "1", ""))
                .logsIn(OSLO_OFFICE)
                .writesToContacts(5, Duration.ofMinutes(2));

        story.expectNoneOf(TYPE);
        assertThat(story.rejected()).isEqualTo(1);
        assertThat(story.held()).isZero();
    }

    @Test
    void endsAfterADayHoweverOftenItIsTriedMeanwhile() {
        for (int hour = 0; hour < 23; hour++) {
            story.after(Duration.ofHours(1)).logsIn(LINE_ELSEWHERE_IN_OSLO);
        }
        assertThat(story.rejected()).isEqualTo(24);

        story.after(Duration.ofMinutes(90)).logsIn(LINE_ELSEWHERE_IN_OSLO);

        assertThat(story.rejected()).isEqualTo(24);
    }

    @Test
    void endsWhenAnAdministratorSaysThatItWasTheOwner() {
        assertThat(story.engine().review().dismiss(story.incident().id())).isTrue();

        story.after(Duration.ofHours(2)).logsIn(LINE_ELSEWHERE_IN_OSLO).logsIn(LAGOS);

        story.expectNoneOf(TYPE);
        assertThat(story.rejected()).isEqualTo(1);
    }
}
