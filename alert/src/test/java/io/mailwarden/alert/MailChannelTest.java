package io.mailwarden.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.alert.outbox.NotDelivered;
import io.mailwarden.engine.response.alert.Alert;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.mail.Header;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import org.junit.jupiter.api.Test;

class MailChannelTest {

    private final SentMail server = new SentMail();

    private MailChannel channel(String... recipients) {
        return new MailChannel(List.of(recipients), "", new Console("https://mail.example.org:8000/"), server);
    }

    /** As whoever receives it reads it. */
    private MimeMessage received(Alert alert) throws Exception {
        channel("security@example.org").deliver(Alerts.ID, alert);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        server.all().get(server.all().size() - 1).message().writeTo(bytes);
        return new MimeMessage((Session) null, new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static String part(MimeMessage message, int index) throws MessagingException, IOException {
        return (String)
                ((MimeMultipart) message.getContent()).getBodyPart(index).getContent();
    }

    @Test
    void saysWhoWhatWhyAndWhatToDo() throws Exception {
        MimeMessage message = received(Alerts.takeover());

        assertThat(message.getSubject()).isEqualTo("bob@example.org: 12 messages held, login from Lagos, NG");
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        assertThat(message.getSentDate()).isEqualTo(Alerts.NOON);
        for (int index = 0; index < 2; index++) {
            assertThat(part(message, index))
                    .contains("bob@example.org")
                    .contains("Lagos 40 min after Oslo: 7,410 km/h (limit 900)")
                    .contains("212 recipients never written to")
                    .contains("12 messages wait for review")
                    .contains("Ask the owner")
                    .contains("3 May 2026, 12:00 UTC")
                    .contains("https://mail.example.org:8000/mailwarden/console/#/incident/20260503-0007");
        }
    }

    @Test
    void subjectIsShortAndWhole() throws Exception {
        String account = "a.very.long.name.of.somebody.in.accounting@subsidiary.example.org";
        String subject = received(Alerts.of(account, "Lagos 40 min after Oslo: 7,410 km/h (limit 900)", List.of()))
                .getSubject();

        assertThat(subject)
                .hasSizeLessThan(70)
                .startsWith("a.very.long.name.of")
                .contains("12 messages held");
        assertThat(received(Alerts.hostile()).getSubject()).hasSizeLessThan(70);
    }

    @Test
    void whatFollowsOfTheSameIncidentIsAReplyToTheFirst() throws Exception {
        MimeMessage first = received(Alerts.takeover());
        MimeMessage next = received(Alerts.takeover().following(Optional.of("first-id")));

        assertThat(first.getHeader("In-Reply-To")).isNull();
        assertThat(next.getHeader("In-Reply-To")).containsExactly("<mailwarden-first-id@example.org>");
        assertThat(next.getHeader("References")).containsExactly("<mailwarden-first-id@example.org>");
        assertThat(next.getSubject()).startsWith("Re: bob@example.org: ");
        assertThat(next.getMessageID()).isNotEqualTo("<mailwarden-first-id@example.org>");
    }

    @Test
    void noNameOfAHostBecomesALink() throws Exception {
        MimeMessage message = received(Alerts.of(
                "bob@example.org",
                "answers are to go to evil.test, a foreign domain",
                List.of(
                        "a link to login.evil.co.uk; 3.5 times, 8.6 h, 203.0.113.7, x@evil.test,"
                                + " \u0435vil.\u0440\u0444",
                        "e.g. nothing at 09:00. And more.")));

        for (int index = 0; index < 2; index++) {
            assertThat(part(message, index))
                    .contains("evil[.]test, a foreign")
                    .contains("login[.]evil[.]co[.]uk")
                    .contains("\u0435vil[.]\u0440\u0444")
                    .contains("3.5 times, 8.6 h, 203.0.113.7, x@evil.test")
                    .contains("e.g. nothing at 09:00. And more.");
        }
    }

    @Test
    void isAMachinesAndTheSameEachTime() throws Exception {
        MimeMessage one = received(Alerts.takeover());
        MimeMessage two = received(Alerts.takeover());

        assertThat(one.getMessageID()).isEqualTo("<mailwarden-" + Alerts.ID + "@example.org>");
        assertThat(two.getMessageID()).isEqualTo(one.getMessageID());
        assertThat(one.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(one.getHeader("X-Mailwarden-Severity")).containsExactly("critical");
        assertThat(one.getFrom()).containsExactly(server.postmaster());
        assertThat(server.all().get(0).sender()).isEqualTo(server.postmaster());
    }

    @Test
    void comesFromTheConfiguredSender() throws Exception {
        new MailChannel(List.of("security@example.org"), "warden@example.net", new Console(""), server)
                .deliver(Alerts.ID, Alerts.takeover());

        SentMail.Sent sent = server.all().get(0);
        assertThat(sent.sender()).hasToString("warden@example.net");
        assertThat(sent.message().getMessageID()).endsWith("@example.net>");
        assertThat(part(sent.message(), 0)).doesNotContain("http");
        assertThat(part(sent.message(), 1)).doesNotContain("href");
    }

    @Test
    void nothingBreaksOutOfHeadersOrOfHtml() throws Exception {
        MimeMessage message = received(Alerts.hostile());

        assertThat(Collections.list(message.getAllHeaders()).stream().map(Header::getName))
                .doesNotContain("Bcc")
                .doesNotHaveDuplicates();
        assertThat(message.getSubject()).doesNotContain("\n", "\r", "\u202E");
        assertThat(message.getAllRecipients()).containsExactly(new InternetAddress("security@example.org"));
        assertThat(part(message, 0)).doesNotContain("https://evil.example", "www.evil");
        String html = part(message, 1);
        assertThat(html)
                .doesNotContain("<script", "<b>", "\u202E", "https://evil.example", "www.evil")
                .contains("https[:]//evil[.]example")
                .contains("&quot;&gt;&lt;script&gt;alert(1)")
                .contains("\u05E9\u05DC\u05D5\u05DD")
                .contains("and 4,951 more");
        assertThat(message.getSize()).isLessThan(200_000);
    }

    @Test
    void digestNamesNobodyTwice() throws Exception {
        MimeMessage message = received(Alerts.digest(120));

        assertThat(message.getSubject()).isEqualTo("120 more alerts, 1 of them critical");
        assertThat(part(message, 0))
                .contains("What was not told on its own")
                .contains("70 more are not named here")
                .contains("/mailwarden/console/#/incidents?state=open");
    }

    @Test
    void accountIsNotToldAboutItselfWhenAnybodyElseIs() {
        channel("Bob@example.org", "alice@example.org").deliver(Alerts.ID, Alerts.takeover());
        channel("bob@example.org").deliver(Alerts.ID, Alerts.takeover());
        channel("bob@example.org", "alice@example.org").deliver(Alerts.ID, Alerts.digest(3));

        assertThat(server.all())
                .extracting(sent -> sent.recipients().stream()
                        .map(InternetAddress::getAddress)
                        .toList())
                .isEqualTo(Arrays.asList(
                        List.of("alice@example.org"),
                        List.of("bob@example.org"),
                        List.of("bob@example.org", "alice@example.org")));
    }

    @Test
    void serverThatTakesNothingIsToldOf() {
        server.breaks();

        assertThatThrownBy(() -> channel("security@example.org").deliver(Alerts.ID, Alerts.takeover()))
                .isInstanceOf(NotDelivered.class)
                .hasMessageContaining("no spool");
    }
}
