package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.LINE_ELSEWHERE_IN_OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentQuery;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
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

    /** Sixty logins from two networks, and one from a third. */
    @Test
    void firesForAnotherNetworkOfTheProviderOfASettledAccount() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO.onNetwork(1)).expectOnly(TYPE);

        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.1);
        assertThat(story.anomaly(TYPE).explanation().text())
                .isEqualTo("first login from this network, NO (AS2119 Provider of NO); all 60 logins until now came"
                        + " from 2 other networks");
        assertThat(incidents()).isEmpty();
    }

    /** Of its spam from there no more gets out than what overwhelms. */
    @Test
    void spammerOnTheProviderOfASettledAccountIsStopped() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO.onNetwork(1)).writesToStrangers(150, Duration.ofSeconds(10));

        assertThat(story.held()).isPositive();
    }

    /** The honest twins: at home all of it goes out, and at a neighbour's what nobody else would send either. */
    @Test
    void ownerOfASettledAccountIsNotStopped() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO).writesToStrangers(150, Duration.ofSeconds(10));
        story.after(Duration.ofDays(3)).logsIn(OSLO.onNetwork(1));
        story.writesToContacts(60, Duration.ofMinutes(1)).writesToStrangers(12, Duration.ofMinutes(5));

        story.expectNothingStopped();
    }

    @Test
    void tellsOfAPhoneOnAKnownCarrierTwiceAndOpensNothing() {
        story.usually(OSLO, OSLO_OFFICE);
        for (int network = 0; network < 40; network++) {
            story.after(Duration.ofHours(1)).logsIn(OSLO.onNetwork(network));
        }
        assertThat(found()).isEqualTo(2);
        story.expectOnly(TYPE);
        assertThat(incidents()).isEmpty();
    }

    @Test
    void staysSilentForAnAccountThatIsOftenElsewhere() {
        for (int day = 0; day < 20; day++) {
            story.after(Duration.ofHours(12)).logsIn(OSLO.onNetwork(day));
            story.after(Duration.ofHours(12)).logsIn(OSLO);
        }
        story.logsIn(OSLO.onNetwork(21)).expectNothing();
    }

    /** A new phone is on another network, too: one sign, by its program. */
    @Test
    void staysSilentBesideANewProgram() {
        story.usually(OSLO, OSLO_OFFICE).uses(new Client("K-9 Mail", "8.0", "Android"));

        story.logsIn(OSLO.onNetwork(1)).expectOnly("new-client");
    }

    /** What waits for an administrator's word is counted, too: a phone does not prolong what is suspected. */
    @Test
    void tellsOfAPhoneTwiceWhileAnIncidentIsOpen() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO).after(Duration.ofMinutes(40));
        story.uses(Client.UNKNOWN).logsIn(LAGOS).expectIncident(Severity.SUSPECTED);
        long before = found();
        for (int network = 0; network < 40; network++) {
            story.after(Duration.ofHours(1)).logsIn(OSLO.onNetwork(network));
        }
        assertThat(found() - before).isLessThanOrEqualTo(2);
    }

    /** Twelve logins in six years, never ten within half a year of each other: enough to tell what is new. */
    @Test
    void firesForAnAccountThatIsSeldomUsed() {
        seldom();

        story.uses(Client.UNKNOWN).logsIn(LINE_ELSEWHERE_IN_OSLO).expectOnly(TYPE);

        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.15);
    }

    /** The honest twin: abroad after a pause he writes to all of a new project, and nobody is told to look at it. */
    @Test
    void ownerOfAnAccountThatIsSeldomUsedIsNotStopped() {
        seldom();
        story.uses(Client.UNKNOWN).logsIn(STOCKHOLM);
        List<String> people = IntStream.range(0, 76)
                .mapToObj(i -> i < 13 ? "colleague" + i + "@partner.example" : "maintainer" + i + "@project.example")
                .toList();
        for (int patch = 0; patch < 20; patch++) {
            story.after(Duration.ofSeconds(1)).sends(people);
        }

        story.expectNothingStopped();
        assertThat(incidents()).isEmpty();
    }

    private void seldom() {
        for (int visit = 0; visit < 6; visit++) {
            story.logsIn(OSLO).after(Duration.ofHours(1)).logsIn(OSLO);
            story.writesToContacts(1, Duration.ofMinutes(1)).after(Duration.ofDays(200));
        }
        story.expectNothing();
    }

    /** Where nobody knows places, the network itself is the place. */
    @Test
    void firesWithoutGeography() {
        story.usually(OSLO.untold(), OSLO_OFFICE.untold())
                .logsIn(LAGOS.untold())
                .expectOnly(TYPE);
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
    void staysSilentWhileLearningAndAtHome() {
        story.logsIn(OSLO).after(Duration.ofDays(1)).logsIn(LAGOS).after(Duration.ofDays(1));
        story.account("bob@example.org")
                .usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(1))
                .logsIn(OSLO);

        assertThat(found()).isZero();
    }

    private List<Incident> incidents() {
        return story.engine().review().incidents(IncidentQuery.latest(10)).items();
    }

    private long found() {
        return story.anomalies().stream()
                .filter(anomaly -> anomaly.type().equals(TYPE))
                .count();
    }
}
