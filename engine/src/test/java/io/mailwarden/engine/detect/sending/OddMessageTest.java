package io.mailwarden.engine.detect.sending;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Message.Scan;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Settings;
import io.mailwarden.engine.fixtures.TestMessage;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a message is made of: size, attachments, links, hour, what a scanner says. */
class OddMessageTest {

    private static final String ODD = "odd-message";
    private static final String HOUR = "unusual-sending-hour";
    private static final String LINK = "new-link";
    private static final String PHISHING = "phishing-sent";
    private static final TestMessage MESSAGE = TestMessage.to("contact1@partner.example");

    private Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void aRiskyAttachmentThatTheAccountNeverSentIsAWeakSign() {
        story.usually(OSLO, OSLO_OFFICE).sends(MESSAGE.attaching("Invoice.HTML"));

        story.expectOnly(ODD).expectNothingStopped();
        assertThat(story.anomaly(ODD).score().value()).isEqualTo(0.25);
        assertThat(story.anomaly(ODD).explanation().text())
                .isEqualTo("an attachment of kind html, which the account never sent");
    }

    @Test
    void accountThatOftenSendsArchivesMaySendThem() {
        story.usually(OSLO, OSLO_OFFICE).sends(MESSAGE.attaching("a.zip"));
        int before = story.anomalies().size();

        story.after(Duration.ofMinutes(5)).sends(MESSAGE.attaching("b.ZIP")).sends(MESSAGE.attaching("report.pdf"));

        assertThat(story.anomalies()).hasSize(before);
    }

    @Test
    void aNewAccountMaySendAnything() {
        story.logsIn(OSLO).sends(MESSAGE.attaching("a.exe").bytes(50_000_000)).expectNothing();
    }

    @Test
    void aHugeMessageIsAWeakSign() {
        story.usually(OSLO, OSLO_OFFICE).sends(MESSAGE.bytes(63_000)).expectNothing();

        story.sends(MESSAGE.bytes(900_000)).expectOnly(ODD);

        assertThat(story.anomaly(ODD).score().value()).isEqualTo(0.15);
    }

    @Test
    void namesWithoutEndingAndNegativeSizesAreAssessed() {
        story.usually(OSLO, OSLO_OFFICE)
                .sends(MESSAGE.attaching(""))
                .sends(MESSAGE.attaching("."))
                .sends(MESSAGE.attaching("..."))
                .sends(MESSAGE.bytes(-1))
                .expectNothing();
    }

    @Test
    void aMessageAtNightIsAWeakSign() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofHours(18)).sends(MESSAGE);

        story.expectOnly(HOUR).expectNothingStopped();
        assertThat(story.anomaly(HOUR).explanation().text())
                .startsWith("sent at 02:00 UTC, when it hardly ever sends (0.0 % of its messages, limit 1.0 %); usual:"
                        + " 8-1");
    }

    @Test
    void fewMessagesSayNothingAboutHours() {
        story.logsIn(OSLO);
        for (int day = 0; day < 60; day++) {
            story.sends(MESSAGE).after(Duration.ofDays(1));
        }

        story.after(Duration.ofHours(12)).sends(MESSAGE).expectNothing();
    }

    @Test
    void aLinkThatNobodyEverSentIsAWeakSign() {
        knowsDomains(200);

        story.sends(MESSAGE.linkingTo("https://www.site7.example/x", "https://login.evil.co.uk/?u=site7.example"));

        story.expectOnly(LINK).expectNothingStopped();
        assertThat(story.anomaly(LINK).explanation().text())
                .startsWith("a link to evil.co.uk, a domain that nobody here linked to before (");
    }

    @Test
    void aLinkIsNewUntilItIsUsedOnce() {
        knowsDomains(200);
        story.sends(MESSAGE.linkingTo("http://new.example"));
        int before = story.anomalies().size();

        story.sends(MESSAGE.linkingTo("http://www.new.example/other"));

        assertThat(story.anomalies()).hasSize(before);
    }

    @Test
    void anOrganisationThatKnowsFewDomainsCannotTell() {
        knowsDomains(100);

        story.sends(MESSAGE.linkingTo("http://new.example")).expectNothing();
    }

    private void knowsDomains(int domains) {
        story.usually(OSLO, OSLO_OFFICE).account("writer@example.org").logsIn(OSLO);
        for (int i = 0; i < domains * 21 / 20; i++) {
            story.sends(TestMessage.to("reader@partner.example").linkingTo("https://site" + i + ".example/"));
            story.after(Duration.ofHours(1));
        }
        story.account("alice@example.org").after(Duration.ofHours(-Math.floorMod(domains * 21 / 20, 24)));
    }

    @Test
    void maliciousMailIsHeldAtOnceEvenWhileLearning() {
        story.logsIn(OSLO).sends(MESSAGE.scanned(Scan.MALICIOUS));

        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Hold.class);
        assertThat(story.anomaly(PHISHING).severity()).isEqualTo(Severity.CRITICAL);
        story.expectIncident(Severity.CRITICAL);
    }

    @Test
    void suspiciousMailIsSuspectedAndCleanMailIsNot() {
        story.logsIn(OSLO).sends(MESSAGE.scanned(Scan.CLEAN)).expectNothing();

        story.sends(MESSAGE.scanned(Scan.SUSPICIOUS)).expectOnly(PHISHING).expectNothingStopped();
        assertThat(story.anomaly(PHISHING).score().value()).isEqualTo(0.4);
    }

    @Test
    void suspiciousMailAfterAStrangeLoginIsHeld() {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO)
                .after(Duration.ofMinutes(30))
                .logsIn(LAGOS);

        story.sends(MESSAGE.scanned(Scan.SUSPICIOUS));

        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Hold.class);
    }

    @Test
    void aSupportAgentWhoSendsWebPagesAtNightIsNotStopped() {
        story.close();
        story = Scenario.with(Settings.with(new OddMessageConfig(5, List.of("html"))));
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofHours(18)).logsIn(OSLO);

        story.sends(MESSAGE.attaching("page.html")).expectNothingStopped();
    }
}
