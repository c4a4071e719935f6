package io.mailwarden.engine.detect;

import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.TestMessage;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From and Reply-To headers in other names than the account's. */
class ForeignNamesTest {

    private static final String SENDER = "foreign-sender";
    private static final String REPLY_TO = "foreign-reply-to";
    private static final TestMessage MESSAGE = TestMessage.to("contact1@partner.example");
    private static final TestMessage OWN = MESSAGE.from("alice@example.org");

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void aForeignDomainInFromIsSuspectedButOpensNoIncident() {
        story.usually(OSLO, OSLO_OFFICE).sends(MESSAGE.from("ceo@bank.example"));

        story.expectOnly(SENDER).expectNothingStopped();
        assertThat(story.anomaly(SENDER).score().value()).isEqualTo(0.35);
        assertThat(story.anomaly(SENDER).explanation().text())
                .isEqualTo("it writes in the name of the foreign domain bank.example (From) for the first time");
    }

    @Test
    void anotherNameOfTheOwnDomainIsWeaker() {
        story.usually(OSLO, OSLO_OFFICE)
                .sends(MESSAGE.from("sales@example.org"))
                .expectOnly(SENDER);

        assertThat(story.anomaly(SENDER).score().value()).isEqualTo(0.15);
    }

    @Test
    void theAccountItsAliasesAndNothingAtAllAreItsOwn() {
        story.usually(OSLO, OSLO_OFFICE)
                .sends(OWN)
                .sends(MESSAGE.from("alice+shop@example.org"))
                .sends(MESSAGE.from("alice.olsen@mail.example.org"))
                .sends(MESSAGE)
                .expectNothing();
    }

    @Test
    void whatWasUsedBeforeIsAHabit() {
        story.usually(OSLO, OSLO_OFFICE).sends(MESSAGE.from("alice@home.example"));
        int before = story.anomalies().size();

        story.after(Duration.ofDays(1)).sends(MESSAGE.from("alice@home.example"));

        assertThat(story.anomalies()).hasSize(before);
    }

    @Test
    void aCrmServerSendsInEverybodysName() {
        story.logsIn(OSLO);
        for (int i = 0; i < 200; i++) {
            story.after(Duration.ofHours(2)).sends(MESSAGE.from("customer" + i % 17 + "@client" + i % 13 + ".example"));
        }

        assertThat(story.anomalies()).hasSizeLessThanOrEqualTo(5);
        story.expectNothingStopped();
    }

    @Test
    void aNewAccountMayUseAnyName() {
        story.logsIn(OSLO).sends(MESSAGE.from("ceo@bank.example")).sends(OWN.answersTo("me@mail.example"));

        story.expectNothing();
    }

    @Test
    void answersThatAreToGoElsewhereAreSuspected() {
        story.usually(OSLO, OSLO_OFFICE).sends(OWN.answersTo("alice@examp1e.example"));

        story.expectOnly(REPLY_TO).expectNothingStopped();
        assertThat(story.anomaly(REPLY_TO).explanation().text())
                .isEqualTo("answers are to go to examp1e.example, a foreign domain, for the first time");
    }

    @Test
    void answersToColleaguesToTheListAndToTheSenderAreNormal() {
        story.usually(OSLO, OSLO_OFFICE)
                .sends(OWN.answersTo("bob@example.org"))
                .sends(TestMessage.to("dev@lists.partner.example").answersTo("dev@lists.partner.example"))
                .sends(OWN.answersTo(""))
                .expectNothing();
    }

    @Test
    void answersToAnAddressThatWasUsedBeforeAreAHabit() {
        story.usually(OSLO, OSLO_OFFICE).sends(OWN.answersTo("tickets@help.example"));
        int before = story.anomalies().size();

        story.after(Duration.ofDays(1)).sends(OWN.answersTo("tickets@help.example"));

        assertThat(story.anomalies()).hasSize(before);
    }

    @Test
    void aCalendarInvitationInTheOrganisersNameIsNotStopped() {
        story.usually(OSLO, OSLO_OFFICE)
                .sends(MESSAGE.from("organiser@partner.example").answersTo("organiser@partner.example"));

        story.expectNothingStopped();
    }

    @Test
    void hostileAddressesAreAssessed() {
        story.usually(OSLO, OSLO_OFFICE)
                .sends(MESSAGE.from("@"))
                .sends(MESSAGE.from("no-at-sign"))
                .sends(MESSAGE.from("a@b@example.org").answersTo("@@@"))
                .expectNothingStopped();
    }
}
