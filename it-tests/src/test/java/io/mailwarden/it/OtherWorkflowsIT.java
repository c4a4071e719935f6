package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.ServerPlan;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Takeovers where what is sent then is deferred or refused instead of being held. */
@Order(11)
class OtherWorkflowsIT {

    @RegisterExtension
    static final MailwardenServer SERVER = Servers.known("otherwise", "owner", "chief")
            .setting("workflow.critical", "alert, block-outgoing, defer")
            .setting("workflow.vips", Servers.address("chief"))
            .setting("workflow.critical-vip", "alert, block-outgoing")
            .build();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void defersAndLosesNothing() throws IOException {
        String account = Servers.address("owner");
        String incident = takenOver(account, "Later, perhaps");
        assertThat(ownerMails(account, "Patience").toString()).startsWith("451 ");
        assertReads(account);

        assertThat(admin().unblock(account)).isEqualTo(200);

        assertThat(admin().incident(incident).path("state").asText()).isEqualTo("resolved");
        assertThat(ownerMails(account, "Patience").code()).isEqualTo(250);
        Waiting.untilOutside(PATIENCE, SERVER.outside(), "Patience", 1);
    }

    @Test
    void refusesAndLetsRead() throws IOException {
        String account = Servers.address("chief");
        String incident = takenOver(account, "Never, perhaps");
        assertThat(ownerMails(account, "No way").toString()).startsWith("550 ");
        assertReads(account);

        assertThat(admin().decide(incident, "dismiss")).isEqualTo(204);

        assertThat(ownerMails(account, "This way").code()).isEqualTo(250);
        Waiting.untilOutside(PATIENCE, SERVER.outside(), "This way", 1);
        assertThat(SERVER.outside().countBySubject("No way")).isZero();
    }

    // What was taken before the door closed has left, or waits.
    private static String takenOver(String account, String subject) throws IOException {
        Thief thief = new Thief(SERVER, account);
        thief.ownerLogsIn();
        int taken = thief.strikes(subject);
        assertThat(taken).isPositive();
        Waiting.until(
                PATIENCE,
                "an incident of " + account + " that is answered",
                () -> admin().incidents(account),
                all -> all.get(0).path("answered").asText().equals("critical"));
        String id = admin().incidents(account).get(0).path("id").asText();
        JsonNode done = admin().incident(id).path("done");
        assertThat(done.findValuesAsText("response")).contains("block-outgoing").doesNotContain("end-sessions");
        Waiting.until(
                PATIENCE,
                "mail held or outside: " + taken,
                () -> SERVER.outside().countBySubject(subject)
                        + admin().held(account).size(),
                seen -> seen == taken);
        return id;
    }

    private static SmtpClient.SmtpReply ownerMails(String account, String subject) throws IOException {
        try (SmtpClient smtp =
                SmtpClient.loggedIn(SERVER.tls(465).from(Servers.OFFICE), account, ServerPlan.PASSWORD)) {
            String contact = Servers.CONTACTS.get(0);
            return smtp.send(account, List.of(contact), Mail.text(account, contact, subject));
        }
    }

    private static void assertReads(String account) throws IOException {
        try (ImapClient imap = ImapClient.open(SERVER.tls(993).from(Servers.OFFICE))) {
            assertThat(imap.login(account, ServerPlan.PASSWORD).ok()).isTrue();
            assertThat(imap.command("SELECT INBOX").ok()).isTrue();
        }
    }

    private static Reviews admin() throws IOException {
        return new Reviews(SERVER.admin());
    }
}
