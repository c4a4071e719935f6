package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.BERGEN;
import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.incident.IncidentQuery;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NewCountryTest {

    private static final String TYPE = "new-country";

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void firesForAnAccountWhoseCountriesAreKnown() {
        story.usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(1))
                .logsIn(STOCKHOLM)
                .expectOnly(TYPE, "unusual-network");

        assertThat(story.anomaly(TYPE).severity()).isEqualTo(Severity.SUSPECTED);
        assertThat(story.anomaly(TYPE).explanation().text())
                .isEqualTo("first login from this country, SE (AS1257 Provider of SE); until now from NO (100 %);"
                        + " its program speaks for the owner");
    }

    @Test
    void staysSilentWhileLearning() {
        story.logsIn(OSLO)
                .after(Duration.ofDays(2))
                .logsIn(LAGOS)
                .after(Duration.ofDays(2))
                .expectNothing();
    }

    @Test
    void learningNeedsDaysAsWellAsLogins() {
        for (int login = 0; login < 50; login++) {
            story.after(Duration.ofMinutes(10)).logsIn(OSLO);
        }
        story.after(Duration.ofDays(1)).logsIn(STOCKHOLM).expectNothing();
    }

    @Test
    void staysSilentForACountryThatTheAccountIsUsedFrom() {
        story.logsIn(STOCKHOLM).after(Duration.ofDays(1));
        story.usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(1))
                .logsIn(STOCKHOLM)
                .expectNoneOf("new-country");
    }

    @Test
    void staysSilentForANewPhoneOnAMobileNetworkAtHome() {
        story.usually(OSLO, OSLO_OFFICE);
        for (int network = 0; network < 40; network++) {
            story.after(Duration.ofHours(1)).logsIn(OSLO.onNetwork(network));
        }
        story.expectNoneOf(TYPE);
    }

    @Test
    void countsLessFromAVpn() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(1));

        story.uses(Client.UNKNOWN).logsIn(STOCKHOLM.behind("vpn"));

        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.3);
    }

    @Test
    void cannotTellWithoutGeography() {
        story.usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(1))
                .logsIn(LAGOS.untold())
                .expectNoneOf(TYPE);
    }

    @Test
    void countryOfATravellerIsLearnedAfterAQuietTime() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(1)).logsIn(STOCKHOLM);
        story.writesToContacts(20, Duration.ofMinutes(10))
                .after(Duration.ofDays(8))
                .logsIn(OSLO);
        int before = story.anomalies().size();

        story.after(Duration.ofDays(1)).logsIn(STOCKHOLM);

        assertThat(story.anomalies()).hasSize(before);
        story.expectNothingStopped();
    }

    @Test
    void aThiefWhoComesEveryDayIsToldOfForAWeek() {
        story.usually(OSLO, OSLO_OFFICE);
        for (int day = 0; day < 7; day++) {
            story.after(Duration.ofHours(12))
                    .logsIn(OSLO)
                    .after(Duration.ofHours(12))
                    .logsIn(LAGOS);
            assertThat(story.anomalies().stream()
                            .filter(anomaly -> anomaly.type().equals(TYPE)))
                    .hasSize(day + 1);
        }
        story.expectOnly(TYPE, "unusual-network");
    }

    @Test
    void accountThatMovesAbroadIsAtHomeThereAfterTwoWeeks() {
        story.usually(OSLO, OSLO_OFFICE);
        for (int day = 0; day < 15; day++) {
            story.after(Duration.ofDays(1)).logsIn(STOCKHOLM);
        }
        int before = story.anomalies().size();

        story.after(Duration.ofDays(1))
                .logsIn(STOCKHOLM)
                .after(Duration.ofDays(1))
                .logsIn(STOCKHOLM);

        assertThat(story.anomalies()).hasSize(before);
    }

    @Test
    void anIdleAccountHasNotMoved() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(40)).logsIn(LAGOS);
        story.after(Duration.ofDays(1)).logsIn(LAGOS).after(Duration.ofDays(1)).logsIn(LAGOS);

        assertThat(story.anomalies().stream().filter(anomaly -> anomaly.type().equals(TYPE)))
                .hasSize(3);
    }

    /** A neighbour country, whatever the program: no incident alone. */
    @Test
    void countsLessNearWhereItWasLast() {
        story.usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(1))
                .uses(Client.UNKNOWN)
                .logsIn(STOCKHOLM);

        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.35);
        assertThat(story.anomaly(TYPE).explanation().text()).endsWith("; near where it was last");
        assertThat(story.engine().review().incidents(IncidentQuery.latest(10)).items())
                .isEmpty();
    }

    /** His burst from there is held all the same. */
    @Test
    void thiefNextDoorIsHeldForWhatHeSends() {
        story.usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(1))
                .uses(Client.UNKNOWN)
                .logsIn(STOCKHOLM);

        story.writesToStrangers(40, Duration.ofSeconds(20));

        story.expectIncident(Severity.CRITICAL);
        assertThat(story.held()).isGreaterThanOrEqualTo(20);
    }

    /** A country whose place may be a thousand kilometres off is near nothing; nor is what hides its place. */
    @Test
    void doesNotCallNearWhatMayBeFar() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(1)).uses(Client.UNKNOWN);
        story.logsIn(STOCKHOLM.accurateTo(1200));

        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.5);
    }

    /** Three logins, a month apart each, are where it lives as much as three in a week. */
    @Test
    void firesForAYoungAccountThatIsSeldomUsed() {
        seldom();
        story.uses(Client.UNKNOWN).logsIn(LAGOS);

        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.35);
        assertThat(story.anomaly(TYPE).explanation().text()).contains("until now from NO (100 %)");
    }

    /** The honest twin has his laptop with him, and what he writes from there goes out. */
    @Test
    void youngAccountThatTravelsIsNotStopped() {
        seldom();
        story.logsIn(LAGOS).writesToStrangers(2, Duration.ofMinutes(20));

        assertThat(story.anomaly(TYPE).score().value()).isLessThan(0.25);
        story.expectNothingStopped();
        assertThat(story.engine().review().incidents(IncidentQuery.latest(10)).items())
                .isEmpty();
    }

    private void seldom() {
        for (int month = 0; month < 3; month++) {
            story.logsIn(OSLO).after(Duration.ofDays(30));
        }
    }

    @Test
    void countsLessThroughAProviderThatTheAccountUses() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(1));

        story.uses(Client.UNKNOWN).logsIn(STOCKHOLM.through(OSLO)).expectOnly(TYPE, "unusual-network");

        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.3);
    }

    @Test
    void codesOfNoCountryAreNoJourney() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(1));

        story.logsIn(OSLO.inCountry("XX")).logsIn(OSLO_OFFICE.inCountry("EU")).expectNothing();
    }

    @Test
    void aNetworkThatTheDatabaseMovedIsNoJourney() {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO.inCountry("CN"))
                .logsIn(OSLO_OFFICE.inCountry("CN"))
                .expectNothing();
    }

    @Test
    void aNetworkWhereItWasOnceIsOne() {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(BERGEN)
                .after(Duration.ofDays(1))
                .logsIn(BERGEN.inCountry("CN"));

        assertThat(story.anomaly(TYPE).severity()).isEqualTo(Severity.SUSPECTED);
    }
}
