package io.mailwarden.engine.detect.sending;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.fixtures.TestMessage;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes back: reports of mail that reached nobody, and phishing. */
class BounceStormTest {

    private static final String STORM = "bounce-storm";

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    private static List<String> people(int count) {
        return IntStream.range(0, count)
                .mapToObj(person -> "person" + person + "@far.example")
                .toList();
    }

    private void bounces(int reports, String messageId, String status) {
        for (int i = 0; i < reports; i++) {
            story.after(Duration.ofSeconds(10)).isTold(status, "person" + i + "@far.example", messageId);
        }
    }

    // This server finds out itself, of three messages in turn.
    private void bouncesOfThree(int from, int to, String status) {
        for (int i = from; i < to; i++) {
            story.after(Duration.ofSeconds(10))
                    .finds(status, "person" + i / 3 + "@far.example", "<list" + i % 3 + "@example.org>");
        }
    }

    private void sendsThree(int recipients) {
        for (int i = 0; i < 3; i++) {
            story.sends(TestMessage.to(people(recipients)).id("<list" + i + "@example.org>"));
        }
    }

    @Test
    void manyRecipientsThatDoNotExistAreSuspected() {
        story.logsIn(OSLO);
        sendsThree(30);
        bouncesOfThree(0, 24, "5.1.1");
        story.expectNothing();

        bouncesOfThree(24, 25, "5.1.10");

        story.expectOnly(STORM).expectIncident(Severity.SUSPECTED);
        assertThat(story.anomaly(STORM).score().value()).isEqualTo(0.6);
        assertThat(story.anomaly(STORM).explanation().text())
                .isEqualTo("25 reports that recipients do not exist within an hour (limit 25), of 90 recipients written"
                        + " to in a day");
    }

    @Test
    void tenAreEnoughWhenTheyAreHalfOfAll() {
        story.logsIn(OSLO);
        sendsThree(6);
        bouncesOfThree(0, 9, "5.1.1");
        story.expectNothing();

        bouncesOfThree(9, 10, "5.1.1");

        story.expectOnly(STORM);
    }

    @Test
    void deadDomainsAndFailuresThatAreNotToldMoreCloselyCount() {
        story.logsIn(OSLO);
        sendsThree(6);
        bouncesOfThree(0, 5, "5.1.2");
        bouncesOfThree(5, 10, "5.0.0");

        story.expectOnly(STORM);
    }

    // Whoever got it knows its id and all its recipients.
    @Test
    void reportsOfOneMessageAreOneSignHoweverManyRecipientsItHad() {
        story.usually(OSLO, OSLO_OFFICE).sends(TestMessage.to(people(30)).id("<list@example.org>"));

        bounces(30, "<list@example.org>", "5.1.1");

        story.expectNoneOf(STORM);
        story.after(Duration.ofHours(3)).logsIn(STOCKHOLM);
        story.sends(TestMessage.to("contact1@partner.example")).sends(TestMessage.to("contact2@partner.example"));
        story.expectNothingStopped();
    }

    @Test
    void forgedReportsOfSeveralMessagesAreToldAndHoldNothing() {
        story.usually(OSLO, OSLO_OFFICE);
        sendsThree(30);
        for (int message = 0; message < 3; message++) {
            bounces(30, "<list" + message + "@example.org>", "5.1.1");
        }

        story.expectIncident(Severity.SUSPECTED);
        assertThat(story.incident().inside()).isEmpty();
        story.after(Duration.ofHours(3)).logsIn(STOCKHOLM);
        story.sends(TestMessage.to("contact1@partner.example")).sends(TestMessage.to("contact2@partner.example"));
        story.expectNothingStopped();
        assertThat(story.anomaly(STORM).explanation().text()).contains("those of other servers count half");
    }

    @Test
    void theOwnerOfAMailingListIsMeasuredByWhatWasSent() {
        story.logsIn(OSLO).sends(TestMessage.to(people(99)).id("<one@example.org>"));
        for (int i = 0; i < 30; i++) {
            story.after(Duration.ofMinutes(10)).sends(TestMessage.to(people(80)).id("<list@example.org>"));
        }

        bounces(60, "<list@example.org>", "5.1.1");

        assertThat(story.anomalies()).noneMatch(anomaly -> anomaly.type().equals(STORM));
    }

    @Test
    void nobodyCanFloodAnOwnerWithForgedReports() {
        story.logsIn(OSLO).sends(TestMessage.to("thief@far.example").id("<real@example.org>"));

        bounces(200, "<real@example.org>", "5.1.1");
        bounces(200, "<never@example.org>", "5.1.1");
        bounces(200, "", "5.1.1");
        story.account("unknown@example.org");
        bounces(200, "<real@example.org>", "5.1.1");

        story.expectNothing();
    }

    @Test
    void fullMailboxesAndDelaysAreNoSign() {
        story.logsIn(OSLO).sends(TestMessage.to(people(90)).id("<list@example.org>"));

        bounces(30, "<list@example.org>", "5.2.2");
        bounces(30, "<list@example.org>", "4.1.1");

        story.expectNothing();
    }

    @Test
    void reportsOfLastWeeksMailDoNotCount() {
        story.logsIn(OSLO)
                .sends(TestMessage.to(people(90)).id("<list@example.org>"))
                .after(Duration.ofDays(3));

        bounces(60, "<list@example.org>", "5.1.1");

        story.expectNothing();
    }

    @Test
    void aStormAfterAStrangeLoginHoldsWhatFollows() {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO)
                .after(Duration.ofMinutes(30))
                .logsIn(LAGOS);
        for (int i = 0; i < 9; i++) {
            String id = "<spam" + i + "@example.org>";
            story.after(Duration.ofMinutes(2))
                    .sends(TestMessage.to("contact" + i + "@partner.example", "contact" + (i + 9) + "@partner.example")
                            .id(id));
            story.finds("5.1.1", "contact" + i + "@partner.example", id);
            story.finds("5.1.1", "contact" + (i + 9) + "@partner.example", id);
        }

        assertThat(story.anomaly(STORM).severity()).isEqualTo(Severity.SUSPECTED);
        assertThat(story.anomaly("takeover").explanation().text()).contains("do not exist");
        story.expectIncident(Severity.CRITICAL).sends(TestMessage.to("contact1@partner.example"));
        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Hold.class);
    }

    @Test
    void anAddressThatSentUsPhishingSeveralTimesIsWeaklySuspectedFromThenOn() {
        Account victim = new Account("victim@example.org");
        Address address = Address.parse("198.51.103.7").orElseThrow();
        story.usually(OSLO, OSLO_OFFICE);

        story.engine().examine(new PhishingReceived(story.now(), victim, address));
        story.after(Duration.ofHours(1)).logsIn(new Spot(OSLO.geo(), "198.51.103."));
        story.expectNoneOf("malicious-address");

        for (int message = 0; message < 2; message++) {
            story.after(Duration.ofMinutes(1));
            story.engine().examine(new PhishingReceived(story.now(), victim, address));
        }
        story.account("bob@example.org").logsIn(new Spot(OSLO.geo(), "198.51.103."));

        assertThat(story.rejected()).isZero();
        assertThat(story.anomaly("malicious-address").score().value()).isEqualTo(0.2);
        assertThat(story.anomaly("malicious-address").explanation().text())
                .isEqualTo("login from 198.51.103.7, which sent phishing to this organisation 3 times");
    }
}
