package io.mailwarden.engine.detect;

import static io.mailwarden.engine.fixtures.Spot.BERGEN;
import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.fixtures.TestMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account that has no habits yet is measured by those of the house. */
class NewAccountTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String COUNTRY = "new-country";

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    /** Eleven colleagues at home, who write to 220 customers. */
    @BeforeEach
    void house() {
        for (int colleague = 0; colleague < 11; colleague++) {
            story.account("colleague" + colleague + "@example.org");
            for (int day = 0; day < 20; day++) {
                story.after(Duration.ofMinutes(80)).logsIn(day % 2 == 0 ? OSLO : OSLO_OFFICE);
                story.sends(List.of(customer(colleague * 20 + day)));
            }
        }
        story.expectNothing().account("new@example.org");
    }

    private static String customer(int number) {
        return "buyer" + number + "@customer" + number % 40 + ".example";
    }

    /** Attack 13. */
    @Test
    void threeDaysAtHomeThenAForeignLoginAndSixtyStrangersIsHeldWithinAnHour() {
        for (int day = 0; day < 3; day++) {
            story.logsIn(OSLO).after(DAY);
        }

        story.logsIn(LAGOS).writesToStrangers(60, MINUTE);

        story.expectIncident(Severity.CRITICAL);
        assertThat(story.held()).isGreaterThanOrEqualTo(60 - 8 - 3);
    }

    @Test
    void theFirstLoginFromWhereNobodyIsIsAWeakSign() {
        story.logsIn(LAGOS);

        assertThat(story.anomaly(COUNTRY).score().value()).isEqualTo(0.2);
        assertThat(story.anomaly(COUNTRY).explanation().text())
                .startsWith("login from NG of an account that is new: ")
                .endsWith("hardly anybody here logs in from there");
        story.after(DAY).logsIn(LAGOS).expectNothingStopped();
        assertThat(story.anomalies()).hasSize(1);
    }

    @Test
    void whoWasHiredAbroadWorksHisFirstWeek() {
        for (int day = 0; day < 5; day++) {
            firstDay(LAGOS, day);
        }

        story.expectNothingStopped();
    }

    @Test
    void whoWasHiredAtHomeWorksHisFirstWeek() {
        for (int day = 0; day < 5; day++) {
            firstDay(day % 2 == 0 ? OSLO_OFFICE : BERGEN, day);
        }

        story.expectNothingStopped().expectNoneOf(COUNTRY).expectNoneOf("strangers");
    }

    private void firstDay(Spot spot, int day) {
        story.logsIn(spot);
        for (int i = 0; i < 12; i++) {
            story.after(Duration.ofMinutes(20)).sends(List.of(customer(day * 40 + i)));
            story.sends(List.of("colleague" + i + "@example.org"));
        }
        story.writesToStrangers(6, Duration.ofMinutes(10)).after(Duration.ofHours(17));
    }

    @Test
    void aJourneyInTheFirstWeekIsASignAndStopsNothing() {
        story.logsIn(OSLO).after(DAY).logsIn(STOCKHOLM);

        for (int i = 0; i < 12; i++) {
            story.after(Duration.ofMinutes(20)).sends(List.of(customer(i)));
        }
        story.writesToStrangers(4, Duration.ofMinutes(15));

        assertThat(story.anomaly(COUNTRY).score().value()).isBetween(0.1, 0.35);
        story.expectNothingStopped();
    }

    @Test
    void moreStrangersAnHourThanTheHouseWritesToAreSuspected() {
        story.logsIn(OSLO).writesToStrangers(9, Duration.ofMinutes(3));

        assertThat(story.anomaly("strangers").explanation().text())
                .isEqualTo("9 messages to strangers alone within an hour (limit 8; its own highest so far 0)");
        story.expectNothingStopped();
    }

    @Test
    void aHouseOfWhichNothingIsKnownMeasuresNobody() {
        try (Scenario blank = Scenario.standard()) {
            blank.logsIn(OSLO).after(DAY).logsIn(LAGOS).writesToStrangers(60, MINUTE);

            blank.expectNoneOf(COUNTRY).expectNoneOf("strangers").expectNothingStopped();
        }
    }

    /** Nothing is known of the house; of the account that it was three times at home. */
    @Test
    void threeLoginsTellWhereAnAccountLives() {
        try (Scenario blank = Scenario.standard()) {
            livesInOslo(blank, 3).logsIn(LAGOS);

            assertThat(blank.anomaly(COUNTRY).score().value()).isEqualTo(0.35);
            assertThat(blank.anomaly(COUNTRY).explanation().text()).endsWith("until now from NO (100 %)");
            blank.expectNothingStopped();
        }
    }

    @Test
    void twoLoginsTellNothing() {
        try (Scenario blank = Scenario.standard()) {
            livesInOslo(blank, 2).logsIn(LAGOS);

            blank.expectNoneOf(COUNTRY);
        }
    }

    private static Scenario livesInOslo(Scenario told, int days) {
        told.uses(new Client("Thunderbird", "128.0", ""));
        for (int day = 0; day < days; day++) {
            told.logsIn(OSLO).after(DAY);
        }
        return told.uses(Client.UNKNOWN);
    }

    /** Sixty strangers get nearly the same. */
    @Test
    void itsThiefIsHeldThoughNobodyKnowsTheHouse() {
        try (Scenario blank = Scenario.standard()) {
            livesInOslo(blank, 4).logsIn(LAGOS);
            for (int i = 0; i < 70; i++) {
                blank.after(MINUTE)
                        .sends(TestMessage.to("stranger" + i + "@far.example").saying(0x5AF0C3996E21B7D4L));
            }

            blank.expectIncident(Severity.CRITICAL);
            assertThat(blank.held()).isPositive();
        }
    }

    /** The owner on his first journey, with his own laptop: what he writes to people is no campaign. */
    @Test
    void firstJourneyOfANewAccountStopsNothingThoughNobodyKnowsTheHouse() {
        try (Scenario blank = Scenario.standard()) {
            livesInOslo(blank, 4).uses(new Client("Thunderbird", "128.0", "")).logsIn(LAGOS);
            blank.writesToStrangers(30, Duration.ofMinutes(10));

            blank.expectNothingStopped();
        }
    }

    /** Each in other words, so that nothing but to whom it goes is odd. */
    @Test
    void itsThiefIsHeldAfterTenStrangersWhateverHeWrites() {
        try (Scenario blank = Scenario.standard()) {
            livesInOslo(blank, 4).logsIn(LAGOS).writesToStrangers(40, Duration.ofSeconds(10));

            assertThat(blank.held()).isBetween(28L, 32L);
        }
    }

    /** Without his laptop, in his first week, in a house that moved in with him: six new people an hour. */
    @Test
    void firstJourneyWithAnotherProgramAndSomeNewPeopleStopsNothing() {
        try (Scenario blank = Scenario.standard()) {
            livesInOslo(blank, 4).logsIn(LAGOS).writesToStrangers(30, Duration.ofMinutes(10));

            blank.expectNothingStopped();
        }
    }
}
