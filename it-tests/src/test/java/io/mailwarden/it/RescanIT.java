package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.client.AdminClient.HttpReply;
import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.ServerPlan;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@Order(8)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RescanIT {

    private static final String OWNER = Servers.address("owner");
    private static final String CAROL = Servers.address("carol");
    private static final String BOB = Servers.address("bob");
    private static final String LATER = "late@refusing.example";
    private static final String GONE = "gone@bergen.example";
    private static final String SUBJECT = "Your mailbox is full";
    private static final String SAME_ID = "<same@it.example>";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final MailwardenServer SERVER = server();

    private static String incident = "";

    private static MailwardenServer server() {
        return Servers.known("rescan", "owner")
                .account(CAROL)
                .account(BOB)
                .setting("policy.mode", "detect")
                .setting("journal.bytes", "file://var/mailwarden/journal/")
                .build();
    }

    @BeforeAll
    static void takeOver() throws IOException {
        SERVER.outside().refuse("refusing.example");
        Thief thief = new Thief(SERVER, OWNER);
        thief.ownerLogsIn();
        int taken = thief.strikes("Harmless");
        try (SmtpClient smtp = SmtpClient.loggedIn(SERVER.tls(465).from(Servers.THIEF), OWNER, ServerPlan.PASSWORD)) {
            for (String recipient : List.of(CAROL, LATER, GONE)) {
                assertThat(smtp.send(OWNER, List.of(recipient), phishing(recipient))
                                .code())
                        .isEqualTo(250);
            }
        }
        try (SmtpClient smtp = SmtpClient.loggedIn(SERVER.tls(465).from(Servers.OFFICE), BOB, ServerPlan.PASSWORD)) {
            assertThat(smtp.send(BOB, List.of(CAROL), honest()).code()).isEqualTo(250);
        }
        Waiting.untilOutside(PATIENCE, SERVER.outside(), "Harmless", taken);
        Waiting.untilOutside(PATIENCE, SERVER.outside(), SUBJECT, 1);
        Waiting.until(PATIENCE, "two mails in the inbox", () -> inbox(CAROL), all -> all.size() == 2);
        incident =
                new Reviews(SERVER.admin()).incidents(OWNER).get(0).path("id").asText();
    }

    private static String phishing(String recipient) {
        return Mail.phishing(OWNER, recipient, SUBJECT, recipient.equals(CAROL) ? SAME_ID : "<" + recipient + ">");
    }

    private static String honest() {
        return Mail.lines(
                "Date: Fri, 20 Nov 2026 10:01:00 +0100",
                "From: <" + BOB + ">",
                "To: <" + CAROL + ">",
                "Subject: " + SUBJECT,
                "Message-ID: " + SAME_ID,
                "",
                "Carol, please delete your old mail.",
                "");
    }

    private static Set<String> inbox(String account) throws IOException {
        try (ImapClient imap = ImapClient.open(SERVER.tls(993).from(Servers.OFFICE))) {
            imap.login(account, ServerPlan.PASSWORD);
            imap.command("SELECT INBOX");
            Set<String> senders = new TreeSet<>();
            for (String line : imap.command("FETCH 1:* (ENVELOPE)").untagged()) {
                if (line.contains("FETCH")) {
                    senders.add(line.contains("\"bob\"") ? BOB : OWNER);
                }
            }
            imap.logout();
            return senders;
        }
    }

    private static JsonNode rescan() throws IOException {
        return SERVER.admin()
                .get("mailwarden/incidents/" + incident + "/rescan?verdict=malicious")
                .json();
    }

    @Test
    @Order(1)
    void onlyReportsInModeDetect() throws IOException {
        // What is being sent at the moment is in no queue: it is there when it was refused.
        Waiting.until(
                PATIENCE,
                "a finding in the queue",
                () -> reported().toString(),
                all -> all.contains("\"place\":\"queue\""));

        JsonNode found = rescan();
        assertThat(found.path("act").asBoolean()).isFalse();
        assertThat(found.path("items")).as(found.toString()).hasSize(3);
        assertThat(found.findValuesAsText("deed")).containsOnly("reported", "out-of-reach");
        assertThat(inbox(CAROL)).containsExactlyInAnyOrder(OWNER, BOB);
    }

    private static JsonNode reported() throws IOException {
        HttpReply started = SERVER.admin().post("mailwarden/incidents/" + incident + "/rescan");
        assertThat(started.status()).as(started.body()).isEqualTo(201);
        Waiting.until(PATIENCE, "the re-scan to be done", () -> rescan(), one -> one.path("state")
                .asText()
                .equals("done"));
        return rescan();
    }

    @Test
    @Order(2)
    void takesBackWhatItCanReachAndNothingElse() throws IOException {
        HttpReply started = SERVER.admin().post("mailwarden/incidents/" + incident + "/rescan?act=true");
        String task = started.json().path("taskId").asText();
        Waiting.until(
                PATIENCE,
                "the re-scan that acts to be done",
                () -> rescan(),
                one -> one.path("act").asBoolean() && one.path("state").asText().equals("done"));

        JsonNode shown = SERVER.admin().get("tasks/" + task).json();
        assertThat(shown.path("status").asText()).as(shown.toString()).isEqualTo("completed");
        assertThat(shown.at("/additionalInformation/counts/quarantined").asInt())
                .as(shown.toString())
                .isEqualTo(2);
        assertThat(inbox(CAROL)).containsExactly(BOB);
        JsonNode held = SERVER.admin().get("mailwarden/held?kind=quarantined").json();
        assertThat(held.path("items").findValuesAsText("origin"))
                .containsExactlyInAnyOrder("mailbox INBOX of " + CAROL, "queue outgoing");
        assertThat(rescan().toString()).contains("\"place\":\"left\",\"who\":\"" + GONE + "\"");
    }

    @Test
    @Order(3)
    void warnsThoseItDidNotReachInTimeOnce() throws IOException {
        JsonNode draft = SERVER.admin()
                .get("mailwarden/incidents/" + incident + "/notice")
                .json();
        assertThat(draft.path("waiting").toString()).isEqualTo("[\"" + GONE + "\"]");

        String path = "mailwarden/incidents/" + incident + "/notice";
        assertThat(SERVER.admin().post(path).json().path("sent").asInt()).isEqualTo(1);
        assertThat(SERVER.admin().post(path).json().path("sent").asInt()).isZero();
        Waiting.untilOutside(PATIENCE, SERVER.outside(), "Please delete mail from", 1);
    }

    @Test
    @Order(4)
    void goesOnAfterARestart() throws Exception {
        try (SmtpClient smtp = SmtpClient.loggedIn(SERVER.tls(465).from(Servers.THIEF), OWNER, ServerPlan.PASSWORD)) {
            for (int i = 0; i < 100; i++) {
                String recipient = "more" + i + "@bergen.example";
                smtp.send(OWNER, List.of(recipient), phishing(recipient));
            }
        }
        Waiting.untilOutside(PATIENCE, SERVER.outside(), SUBJECT, 101);
        SERVER.admin().post("mailwarden/incidents/" + incident + "/rescan?act=true");

        SERVER.restart();

        SERVER.clock().advance(Duration.ofMinutes(1));
        Waiting.until(PATIENCE, "the re-scan to be done", () -> rescan(), one -> one.path("state")
                .asText()
                .equals("done"));
        JsonNode counts = rescan().path("counts");
        assertThat(counts.path("malicious").asInt()).as(counts.toString()).isEqualTo(103);
        assertThat(counts.path("unread").asInt()).isZero();
    }
}
