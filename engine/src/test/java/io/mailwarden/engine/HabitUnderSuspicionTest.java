package io.mailwarden.engine;

import static io.mailwarden.engine.fixtures.Spot.HAPARANDA;
import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static io.mailwarden.engine.fixtures.Spot.SYDNEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Spot;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What an account does every day under suspicion, and without harm, is no news after a week; what is sent from there is a
 * stranger's for another week.
 */
class HabitUnderSuspicionTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SECONDS = Duration.ofSeconds(5);

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
    void proxyWithExitsInThreeCountriesIsToldOfForAWeek() {
        days(8, STOCKHOLM, SYDNEY.through(STOCKHOLM), HAPARANDA);
        assertThat(story.newly(() -> days(6, STOCKHOLM, SYDNEY.through(STOCKHOLM), HAPARANDA)))
                .isEmpty();
    }

    @Test
    void itIsTheOwnersAfterTwoWeeks() {
        days(17, STOCKHOLM, SYDNEY.through(STOCKHOLM), HAPARANDA);

        story.logsIn(SYDNEY.through(STOCKHOLM)).writesToStrangers(3, Duration.ofMinutes(10));

        story.expectNothingStopped();
        assertThat(story.newly(() -> story.after(HOUR).logsIn(STOCKHOLM))).isEmpty();
    }

    @Test
    void commuterOverABorderWithAnAddressADayIsToldOfForAWeek() {
        for (int day = 0; day < 8; day++) {
            days(1, STOCKHOLM.onNetwork(day));
        }
        for (int day = 8; day < 14; day++) {
            int network = day;
            assertThat(story.newly(() -> days(1, STOCKHOLM.onNetwork(network)))).isEmpty();
        }
    }

    @Test
    void thiefWhoReadForAWeekIsHeldAtHisFirstBurst() {
        days(9, LAGOS);
        assertThat(story.newly(() -> days(1, LAGOS))).isEmpty();

        story.logsIn(LAGOS).writesToStrangers(6, SECONDS);

        assertThat(story.held()).isPositive();
    }

    @Test
    void thiefWithAProgramOfHisOwnIsToldOfEveryDay() {
        for (int day = 0; day < 20; day++) {
            assertThat(story.newly(() -> {
                        story.uses(Client.parse("Nobody's Mailer 1.0")).logsIn(LAGOS);
                        story.uses(Client.parse("Thunderbird 128.0"));
                    }))
                    .as("day %d", day)
                    .contains("new-country");
            ownersDay();
        }
    }

    @Test
    void anotherPlaceIsTold() {
        days(10, STOCKHOLM);

        assertThat(story.newly(() -> story.logsIn(LAGOS))).contains("new-country");
    }

    @Test
    void oneWhoIsThereNowAndThenDoesNotLiveThere() {
        for (int visit = 0; visit < 3; visit++) {
            assertThat(story.newly(() -> days(1, LAGOS))).contains("new-country");
            for (int day = 0; day < 3; day++) {
                ownersDay();
            }
        }
    }

    @Test
    void whileSomethingCriticalIsUndecidedItIsTold() {
        story.logsIn(LAGOS).writesToStrangers(40, SECONDS);
        story.expectIncident(Severity.CRITICAL);
        for (int day = 0; day < 20; day++) {
            ownersDay();
            assertThat(story.newly(() -> story.logsIn(LAGOS))).contains("new-country");
        }
    }

    private void days(int days, Spot... away) {
        for (int day = 0; day < days; day++) {
            for (Spot spot : away) {
                story.after(HOUR).logsIn(spot);
            }
            story.writesToContacts(1, HOUR);
            evening(HOUR.multipliedBy(away.length + 1));
        }
    }

    private void ownersDay() {
        evening(Duration.ZERO);
    }

    // At home, after so much of the day; until the same hour of the next.
    private void evening(Duration gone) {
        story.after(Duration.ofHours(10).minus(gone)).logsIn(OSLO).after(Duration.ofHours(14));
    }
}
