package io.mailwarden.it;

import static io.mailwarden.it.Guarded.PATIENCE;
import static io.mailwarden.it.Guarded.RECEIVER;
import static io.mailwarden.it.Guarded.admin;
import static io.mailwarden.it.Guarded.awaitAnswered;
import static io.mailwarden.it.Guarded.awaitHeld;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Waiting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What administrators are told of a takeover, here of the account that alerts themselves come from. */
@Order(9)
class AlertIT {

    @RegisterExtension
    static final MailwardenServer SERVER = Guarded.SERVER;

    private static JsonNode incident;

    @BeforeAll
    static void takeOver() throws IOException {
        Thief thief = Guarded.thief(Guarded.TOLD);
        thief.ownerLogsIn();
        thief.strikes("Told of");
        incident = awaitAnswered(Guarded.TOLD);
        thief.sends("Not told of again");
        thief.ownerSends("Owner, held");
    }

    @Test
    void byMailWhoWhatWhyAndWhatWasDone() throws IOException, MessagingException {
        Waiting.until(PATIENCE, "one alert mail", () -> mails(), all -> all.size() == 1);
        MimeMessage mail = mails().get(0);

        // It is a reply where the suspected login was told before.
        assertThat(mail.getSubject())
                .matches("(Re: )?" + Pattern.quote(Guarded.TOLD) + ": .+ held, login from .+")
                .hasSizeLessThan(70);
        assertThat(mail.getAllRecipients()[0]).hasToString(Guarded.SECURITY);
        assertThat(((InternetAddress) mail.getFrom()[0]).getAddress()).isEqualTo(Guarded.TOLD);
        assertThat(mail.isMimeType("multipart/alternative")).isTrue();
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getBodyPart(1).isMimeType("text/html")).isTrue();
        for (int i = 0; i < 2; i++) {
            assertThat(parts.getBodyPart(i).getContent().toString())
                    .contains(incident.path("id").asText())
                    .contains("impossible-travel", "km/h", "what it sends is held", "what it sent is scanned again")
                    .contains("dismiss the incident and release what was held");
        }
    }

    @Test
    void byWebhookWithASignature() throws IOException, GeneralSecurityException {
        Waiting.until(
                PATIENCE,
                "one webhook call",
                () -> RECEIVER.posts(Guarded.TOLD, "critical takeover"),
                all -> all.size() == 1);
        AlertReceiver.Post post =
                RECEIVER.posts(Guarded.TOLD, "critical takeover").get(0);

        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Guarded.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] digest = mac.doFinal(post.signed().getBytes(StandardCharsets.UTF_8));
        assertThat(post.signature()).isEqualTo("v1," + Base64.getEncoder().encodeToString(digest));
        assertThat(post.data().path("incident").asText())
                .isEqualTo(incident.path("id").asText());
        assertThat(post.data().path("done").toString()).contains("what it sends is held");
    }

    @Test
    void bySyslog() {
        Waiting.until(PATIENCE, "one syslog line", () -> syslog(), all -> all.size() == 1);
        assertThat(syslog().get(0)).startsWith("<").contains(" mailwarden ").contains("severity=\"critical\"");
    }

    private static List<String> syslog() {
        return RECEIVER.lines("account=\"" + Guarded.TOLD + "\" severity=\"critical\"");
    }

    @Test
    void isListedWithTheChannelsThatHaveIt() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(admin().items("mailwarden/alerts?state=sent"))
                .filteredOn(alert -> alert.path("account").asText().equals(Guarded.TOLD)
                        && alert.path("cause").asText().equals("critical takeover"))
                .singleElement()
                .satisfies(alert ->
                        assertThat(alert.path("delivered").toString()).isEqualTo("[\"mail\",\"syslog\",\"webhook\"]")));
    }

    @Test
    void onceAndNeverAsMailOfTheAccount() throws IOException, MessagingException {
        awaitHeld(Guarded.TOLD, "Owner, held");
        Waiting.until(PATIENCE, "one alert mail", () -> mails(), all -> all.size() == 1);
        String alerts = "mailwarden/held?recipient=" + Guarded.SECURITY;

        assertThat(admin().items(alerts)).isEmpty();
        assertThat(RECEIVER.posts(Guarded.TOLD, "critical takeover")).hasSize(1);
        assertThat(syslog()).hasSize(1);
    }

    private static List<MimeMessage> mails() throws MessagingException {
        List<MimeMessage> mails = new ArrayList<>();
        for (String text : SERVER.outside().arrived()) {
            MimeMessage mail = new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
            if ("critical".equals(mail.getHeader("X-Mailwarden-Severity", null))
                    && mail.getSubject().contains(Guarded.TOLD)) {
                mails.add(mail);
            }
        }
        return mails;
    }
}
