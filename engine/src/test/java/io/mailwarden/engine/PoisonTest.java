package io.mailwarden.engine;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.fixtures.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an attacker does while he is under suspicion does not become normal, however patient he is. */
class PoisonTest {

    private static final int DAYS = 60;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Scenario story = Scenario.standard();

    @BeforeEach
    void learn() {
        story.usually(OSLO, OSLO_OFFICE);
    }

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void attackerWhoActsALittleEachDayDoesNotBecomeNormal() {
        for (int day = 0; day < DAYS; day++) {
            ownersDay();
            assertThat(story.newly(() -> story.logsIn(LAGOS)))
                    .as("the attacker's login on day %d", day)
                    .contains("new-country");
            story.writesToStrangers(1, HOUR);
            story.after(Duration.ofHours(12));
        }

        ownersDay();
        story.logsIn(LAGOS);
        assertThat(story.newly(() -> story.writesToStrangers(20, Duration.ofSeconds(2))))
                .contains("takeover");
    }

    @Test
    void attackerWhoOnlyWaitsAfterSomethingCriticalDoesNotBecomeNormal() {
        ownersDay();
        story.logsIn(LAGOS).writesToStrangers(40, Duration.ofSeconds(2));
        for (int day = 0; day < DAYS; day++) {
            story.after(Duration.ofHours(12));
            ownersDay();
        }

        assertThat(story.newly(() -> story.logsIn(LAGOS))).contains("new-country");
    }

    @Test
    void becomesNormalOnceAnAdministratorSaysThatItWasTheOwner() {
        for (int day = 0; day < 10; day++) {
            ownersDay();
            story.uses(Client.UNKNOWN).logsIn(LAGOS).writesToStrangers(1, HOUR).after(Duration.ofHours(12));
        }
        var review = story.engine().review();
        assertThat(review.dismiss(story.incident().id())).isTrue();

        ownersDay();
        assertThat(story.newly(
                        () -> story.after(Duration.ofHours(3)).logsIn(LAGOS).writesToStrangers(2, HOUR)))
                .doesNotContain("new-country", "unusual-network", "impossible-travel", "takeover");
    }

    private void ownersDay() {
        story.logsIn(OSLO).writesToContacts(3, HOUR).after(HOUR.multipliedBy(4));
    }
}
