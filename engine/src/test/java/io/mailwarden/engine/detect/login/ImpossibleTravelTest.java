package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.SYDNEY;
import static io.mailwarden.engine.fixtures.Spot.TORNIO;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Settings;
import io.mailwarden.engine.fixtures.Spot;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImpossibleTravelTest {

    private static final String TYPE = "impossible-travel";

    private Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void firesWhenNobodyCouldHaveTravelledThatFastAndSaysByHowMuch() {
        story.logsIn(OSLO).after(Duration.ofMinutes(40)).logsIn(LAGOS).expectOnly(TYPE);

        Anomaly anomaly = story.anomaly(TYPE);
        assertThat(anomaly.severity()).isEqualTo(Severity.SUSPECTED);
        assertThat(anomaly.score().value()).isBetween(0.80, 0.85);
        assertThat(anomaly.explanation().text())
                .startsWith("NG 40 min after NO: at least 5,9")
                .contains("km/h (limit 900)");
    }

    /** A phone that roams, or addresses that the database puts elsewhere: weaker, and still told. */
    @Test
    void providerThatTheAccountUsesSpeaksForTheOwner() {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO)
                .after(Duration.ofMinutes(40))
                .uses(new Client("imapsync", "2.2", ""))
                .logsIn(LAGOS.through(OSLO));

        assertThat(story.anomaly(TYPE).score().value()).isBetween(0.6 * 0.80, 0.6 * 0.85);
        assertThat(story.anomaly(TYPE).explanation().text()).endsWith("; its provider speaks for the owner");
        story.expectIncident(Severity.SUSPECTED);
    }

    /** With his program, too, no incident opens; but it waits, and is not his place at once. */
    @Test
    void programAndProviderTogetherLeaveAQuarter() {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO)
                .after(Duration.ofMinutes(40))
                .logsIn(LAGOS.through(OSLO));

        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.25);
        story.expectNothingStopped();
    }

    /** Everybody is in a data centre: that the account is, too, says nothing. */
    @Test
    void dataCentreThatTheAccountUsesSpeaksForNobody() {
        story.usually(OSLO, OSLO.behind("hosting")).logsIn(OSLO.behind("hosting"));
        story.after(Duration.ofMinutes(40)).logsIn(LAGOS.through(OSLO).behind("hosting"));

        assertThat(story.anomaly(TYPE).explanation().text()).doesNotContain("its provider");
    }

    @Test
    void needsNoLearning() {
        story.account("new@example.org")
                .logsIn(OSLO)
                .after(Duration.ofHours(1))
                .logsIn(LAGOS)
                .expectOnly(TYPE);
    }

    @Test
    void staysSilentForATravellerWithStops() {
        story.logsIn(OSLO)
                .after(Duration.ofHours(12))
                .logsIn(LAGOS)
                .after(Duration.ofHours(30))
                .logsIn(SYDNEY)
                .after(Duration.ofHours(40))
                .logsIn(OSLO)
                .expectNothing();
    }

    @Test
    void staysSilentAtTheLimitAndFiresJustBeyondIt() {
        // 5 949 km between the centres, less 2 x 20 km of accuracy: 6.57 h at 900 km/h.
        story.logsIn(OSLO).after(Duration.ofMinutes(397)).logsIn(LAGOS).expectNothing();
        story.account("other@example.org")
                .logsIn(OSLO)
                .after(Duration.ofMinutes(390))
                .logsIn(LAGOS)
                .expectOnly(TYPE);
    }

    @Test
    void subtractsTheErrorsOfBothPlaces() {
        story.logsIn(OSLO.accurateTo(3000))
                .after(Duration.ofMinutes(5))
                .logsIn(LAGOS.accurateTo(3000))
                .expectNothing();
    }

    @Test
    void ignoresAShortHopOverABorder() {
        story.logsIn(TORNIO).after(Duration.ofSeconds(1)).logsIn(Spot.HAPARANDA).expectNothing();
    }

    @Test
    void ignoresACarrierThatMovesItsAddressesAboutTheCountryUnlessToldOtherwise() {
        story.logsIn(OSLO).after(Duration.ofMinutes(1)).logsIn(Spot.BERGEN).expectNothing();
        story.close();

        story = Scenario.with(withinCountry());
        story.logsIn(OSLO).after(Duration.ofMinutes(1)).logsIn(Spot.BERGEN).expectOnly(TYPE);
    }

    private static EngineConfig withinCountry() {
        return Settings.with(new ImpossibleTravelConfig(900, 100, true));
    }

    @Test
    void staysSilentBetweenTwoNetworksThatTheAccountKnows() {
        Spot abroad = SYDNEY.onNetwork(1);
        story.logsIn(OSLO).after(Duration.ofDays(2)).logsIn(abroad).after(Duration.ofDays(2));

        // The office VPN leaves the net in Sydney: known after its first quiet use.
        story.logsIn(OSLO).after(Duration.ofMinutes(1)).logsIn(abroad).after(Duration.ofMinutes(1));
        story.logsIn(OSLO).expectNothing();
    }

    @Test
    void countsHalfWhenAVpnHidesThePlace() {
        story.logsIn(OSLO).after(Duration.ofMinutes(40)).logsIn(LAGOS.behind("vpn"));

        assertThat(story.anomaly(TYPE).score().value()).isLessThan(0.5);
        assertThat(story.anomaly(TYPE).explanation().text()).contains("one end is a VPN, proxy or Tor exit");
    }

    @Test
    void cannotTellWithoutGeography() {
        story.logsIn(OSLO).after(Duration.ofMinutes(1)).logsIn(LAGOS.untold()).expectNothing();
    }

    @Test
    void ignoresEventsOutOfOrder() {
        story.after(Duration.ofHours(10)).logsIn(OSLO);
        story.logsIn(LAGOS, story.now().minus(Duration.ofMinutes(5))).expectNothing();
    }

    @Test
    void neverTravelsFromTheThiefsPlace() {
        story.logsIn(OSLO).after(Duration.ofMinutes(30)).logsIn(LAGOS);
        int before = story.anomalies().size();

        story.after(Duration.ofMinutes(5)).logsIn(OSLO);

        assertThat(story.anomalies()).hasSize(before);
    }

    @Test
    void weighsHalfWithTheOwnersProgram() {
        story.logsIn(OSLO)
                .after(Duration.ofHours(1))
                .logsIn(OSLO)
                .after(Duration.ofMinutes(40))
                .logsIn(LAGOS);

        assertThat(story.anomaly(TYPE).score().value()).isBetween(0.40, 0.43);
    }

    /** Whoever the owner is, one of these is not. */
    @Test
    void strangePlacesAreComparedWithEachOther() {
        story.usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(2))
                .uses(Client.UNKNOWN)
                .logsIn(LAGOS);
        story.expectNoneOf(TYPE);

        story.after(Duration.ofMinutes(25)).logsIn(SYDNEY);

        assertThat(story.anomaly(TYPE).explanation().text()).startsWith("AU 25 min after NG: at least 1");
    }

    /** The honest twin: a journey with a stop. */
    @Test
    void aTravellerWhoChangesPlanesIsNowhereTooSoon() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofHours(14)).logsIn(LAGOS);

        story.after(Duration.ofHours(26)).logsIn(SYDNEY).expectNoneOf(TYPE);
    }
}
