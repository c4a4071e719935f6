package io.mailwarden.engine.detect.sending;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
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

    @Test
    void manyRecipientsThatDoNotExistAreSuspected() {
        story.logsIn(OSLO).sends(TestMessage.to(people(90)).id("<list@example.org>"));
        bounces(24, "<list@example.org>", "5.1.1");
        story.expectNothing();

        bounces(1, "<list@example.org>", "5.1.10");

        story.expectOnly(STORM).expectIncident(Severity.SUSPECTED);
        assertThat(story.anomaly(STORM).score().value()).isEqualTo(0.6);
        assertThat(story.anomaly(STORM).explanation().text())
                .isEqualTo("25 reports that recipients do not exist within an hour (limit 25), of 90 recipients written"
                        + " to in a day");
    }

    @Test
    void tenAreEnoughWhenTheyAreHalfOfAll() {
        story.logsIn(OSLO).sends(TestMessage.to(people(20)).id("<list@example.org>"));
        bounces(9, "<list@example.org>", "5.1.1");
        story.expectNothing();

        bounces(1, "<list@example.org>", "5.1.1");

        story.expectOnly(STORM);
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
            story.isTold("5.1.1", "contact" + i + "@partner.example", id);
            story.isTold("5.1.1", "contact" + (i + 9) + "@partner.example", id);
        }

        assertThat(story.anomaly(STORM).severity()).isEqualTo(Severity.SUSPECTED);
        assertThat(story.anomaly("takeover").explanation().text()).contains("do not exist");
        story.expectIncident(Severity.CRITICAL).sends(TestMessage.to("contact1@partner.example"));
        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Hold.class);
    }

    @Test
    void anAddressThatSentUsPhishingIsMaliciousFromThenOn() {
        Account victim = new Account("victim@example.org");
        Address address = Address.parse("198.51.103.7").orElseThrow();
        story.usually(OSLO, OSLO_OFFICE);

        story.engine().examine(new PhishingReceived(story.now(), victim, address));
        story.after(Duration.ofHours(1)).logsIn(OSLO);
        assertThat(story.rejected()).isZero();
        story.logsIn(new Spot(OSLO.geo(), "198.51.103."));

        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Reject.class);
        assertThat(story.anomaly("malicious-address").explanation().text()).contains("sent phishing on 2026-0");
    }
}
