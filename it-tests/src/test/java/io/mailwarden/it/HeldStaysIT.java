package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.server.client.SmtpClient.SmtpReply;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.ServerPlan;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Held mail on a James whose repository of held mail takes none: a folder that James does not allow. */
@Order(12)
class HeldStaysIT {

    @RegisterExtension
    static final MailwardenServer SERVER = Servers.known("heldstays", "owner", "mover", "writer")
            .setting("hold.repository", "file:///nowhere/that/james/allows/held/")
            .build();

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OWNER = Servers.address("owner");
    private static final String MOVER = Servers.address("mover");
    private static final String WRITER = Servers.address("writer");
    private static final String ELSEWHERE = "mover@private.example";

    @Test
    void whatTheRepositoryDoesNotTakeIsHeldNevertheless() throws Exception {
        assertThat(alarms()).contains("hold-repository");
        String subject = "Must not leave";
        Thief thief = new Thief(SERVER, OWNER);
        thief.ownerLogsIn();

        int taken = thief.strikes(subject);

        assertThat(taken).isPositive();
        Waiting.until(
                PATIENCE,
                "mail held or outside: " + taken,
                () -> outside(subject) + admin().held(OWNER).size(),
                seen -> seen >= taken);
        List<JsonNode> held = admin().held(OWNER);
        long left = outside(subject);
        assertThat(held).isNotEmpty();
        assertThat(files()).hasSize(held.size());
        assertThat(alarms()).contains("hold-failed");
        JsonNode incident =
                admin().incident(admin().incidents(OWNER).get(0).path("id").asText());
        assertThat(incident.path("heldMessages").asInt()).isEqualTo(held.size());
        assertThat(incident.path("passedMessages").asLong()).isLessThanOrEqualTo(left);
        assertThat(mails(OWNER, Servers.CONTACTS.get(0), "Nor this").toString()).startsWith("451 ");

        SERVER.restart();

        assertThat(admin().held(OWNER)).isEqualTo(held);
        assertThat(outside(subject)).isEqualTo(left);
        assertThat(admin().release(held.get(0).path("id").asText())).isEqualTo(204);
        Waiting.untilOutside(PATIENCE, SERVER.outside(), subject, left + 1);
        assertThat(admin().delete(held.get(1).path("id").asText())).isEqualTo(204);
        assertThat(admin().held(OWNER)).hasSize(held.size() - 2);
        assertThat(files()).hasSize(held.size() - 2);
    }

    @Test
    void whatABlockedAccountForwardsWaitsAndItsMailComesIn() throws Exception {
        assertThat(SERVER.admin()
                        .put("address/forwards/" + MOVER + "/targets/" + MOVER, "")
                        .status())
                .isEqualTo(204);
        assertThat(SERVER.admin()
                        .put("address/forwards/" + MOVER + "/targets/" + ELSEWHERE, "")
                        .status())
                .isEqualTo(204);
        assertThat(mails(WRITER, MOVER, "Before").code()).isEqualTo(250);
        Waiting.untilOutside(PATIENCE, SERVER.outside(), "Before", 1);

        assertThat(admin().block(MOVER, "refuse")).isEqualTo(201);
        assertThat(mails(WRITER, MOVER, "Meanwhile").code()).isEqualTo(250);

        Waiting.until(PATIENCE, "a forward that waits", () -> admin().held(MOVER), held -> held.size() == 1);
        assertThat(admin().held(MOVER).get(0).path("recipients").toString()).contains(ELSEWHERE);
        Waiting.until(PATIENCE, "mail in the inbox", () -> inbox("Meanwhile"), found -> found);
        assertThat(outside("Meanwhile")).isZero();

        assertThat(admin().unblock(MOVER)).isEqualTo(200);
        assertThat(admin().release(admin().held(MOVER).get(0).path("id").asText()))
                .isEqualTo(204);
        Waiting.untilOutside(PATIENCE, SERVER.outside(), "Meanwhile", 1);
    }

    @Test
    void whoIsNoAccountIsNotBlocked() throws IOException {
        assertThat(admin().block("typo@" + Servers.DOMAIN, "block")).isEqualTo(404);
    }

    private static long outside(String subject) {
        return SERVER.outside().countBySubject(subject);
    }

    private static String alarms() throws IOException {
        return SERVER.admin().get("mailwarden/overview").json().path("alarms").toString();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(SERVER.home().var().resolve("mailwarden/held"))) {
            return files.toList();
        }
    }

    private static SmtpReply mails(String from, String to, String subject) throws IOException {
        try (SmtpClient smtp = SmtpClient.loggedIn(SERVER.tls(465).from(Servers.OFFICE), from, ServerPlan.PASSWORD)) {
            return smtp.send(from, List.of(to), Mail.text(from, to, subject));
        }
    }

    private static boolean inbox(String subject) throws IOException {
        try (ImapClient imap = ImapClient.open(SERVER.tls(993).from(Servers.OFFICE))) {
            imap.login(MOVER, ServerPlan.PASSWORD);
            imap.command("SELECT INBOX");
            return imap.command("UID SEARCH SUBJECT \"" + subject + "\"").untagged().stream()
                    .anyMatch(line -> line.matches("\\* SEARCH \\d.*"));
        }
    }

    private static Reviews admin() throws IOException {
        return new Reviews(SERVER.admin());
    }
}
