package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.LINE_ELSEWHERE_IN_OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.fixtures.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NewClientTest {

    private static final String TYPE = "new-client";

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    private static final Client PHONE = new Client("K-9 Mail", "6.8", "Android");

    @Test
    void firesForAClientThatTheAccountNeverUsedOnANewNetwork() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(1)).uses(PHONE).logsIn(OSLO.onNetwork(3));

        story.expectOnly(TYPE);
        assertThat(story.anomaly(TYPE).score().value()).isLessThanOrEqualTo(0.25);
        assertThat(story.anomaly(TYPE).explanation().text())
                .isEqualTo("first login with K-9 Mail 6.8 Android; until now the account used 1 other program");
    }

    @Test
    void staysSilentForANewPhoneAtHome() {
        story.usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(1))
                .uses(PHONE)
                .logsIn(OSLO)
                .expectNothing();
    }

    @Test
    void staysSilentForANewVersion() {
        story.usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(1))
                .uses(new Client("Thunderbird", "140.0", "Linux"))
                .logsIn(OSLO.onNetwork(3))
                .expectNoneOf(TYPE);
    }

    @Test
    void staysSilentForAnotherProgramOnAKnownSystem() {
        story.uses(new Client("Thunderbird", "128.0", "Linux")).usually(OSLO, OSLO_OFFICE);
        story.uses(new Client("Evolution", "3.50", "Linux"))
                .logsIn(OSLO.onNetwork(3))
                .expectNoneOf(TYPE);
    }

    @Test
    void staysSilentWhileLearningAndWhenTheClientOnlyTellsItsAddress() {
        story.logsIn(OSLO).uses(PHONE).logsIn(OSLO.onNetwork(3)).after(Duration.ofDays(1));
        story.account("bob@example.org").usually(OSLO, OSLO_OFFICE);
        story.uses(new Client("[192.168.1.5]", "", ""))
                .logsIn(OSLO.onNetwork(3))
                .expectNoneOf(TYPE);
    }

    @Test
    void aNameThatIsToldLaterCountsAfterAnAnomalousLoginAlone() {
        story.usually(OSLO, OSLO_OFFICE)
                .uses(Client.UNKNOWN)
                .logsIn(OSLO)
                .tellsName(PHONE)
                .expectNothing();

        story.after(Duration.ofDays(1)).logsIn(LAGOS).tellsName(new Client("Outlook", "16.0", "Windows"));
        assertThat(story.anomaly(TYPE).explanation().text()).startsWith("first login with Outlook 16.0 Windows");
    }

    @Test
    void submissionWithoutANameIsStrangeWhereAllHadOne() {
        story.through(Protocol.SMTP).usually(OSLO, OSLO_OFFICE);

        story.after(Duration.ofDays(1)).uses(Client.UNKNOWN).logsIn(OSLO.onNetwork(3));

        story.expectOnly(TYPE, "unusual-network");
        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.1);
        assertThat(story.anomaly(TYPE).explanation().text())
                .isEqualTo("first submission by a program that does not name itself; until now the account used"
                        + " 1 program that does");
    }

    @Test
    void submissionWithoutANameIsNothingWhereSomeHaveNone() {
        story.through(Protocol.SMTP).uses(Client.UNKNOWN).logsIn(OSLO).uses(new Client("Mutt", "2.2", ""));
        story.usually(OSLO, OSLO_OFFICE);

        story.uses(Client.UNKNOWN).logsIn(OSLO.onNetwork(3)).expectNoneOf(TYPE);
    }

    @Test
    void imapProgramsTellTheirNamesLaterIfAtAll() {
        story.usually(OSLO, OSLO_OFFICE)
                .uses(Client.UNKNOWN)
                .logsIn(OSLO.onNetwork(3))
                .expectNoneOf(TYPE);
    }

    /** In EHLO Thunderbird gives an address: another program in a café is no theft. */
    @Test
    void whoTakesAnotherProgramToACafeAndWritesToStrangersIsNotStopped() {
        story.through(Protocol.SMTP).usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(1));

        story.uses(Client.UNKNOWN).logsIn(LINE_ELSEWHERE_IN_OSLO).writesToStrangers(12, Duration.ofSeconds(1));

        story.expectNothingStopped();
        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.1);
    }
}
