package io.mailwarden.it;

import static io.mailwarden.it.Guarded.PATIENCE;
import static io.mailwarden.it.Guarded.admin;
import static io.mailwarden.it.Guarded.awaitAnswered;
import static io.mailwarden.it.Guarded.awaitHeld;
import static io.mailwarden.it.Guarded.awaitInbox;
import static io.mailwarden.it.Guarded.awaitOutside;
import static io.mailwarden.it.Guarded.awaitQuiet;
import static io.mailwarden.it.Guarded.awaitSettled;
import static io.mailwarden.it.Guarded.done;
import static io.mailwarden.it.Guarded.inbox;
import static io.mailwarden.it.Guarded.outside;
import static io.mailwarden.it.Guarded.ownerReads;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.ServerPlan;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Takeovers, and what is done about them: each story with an account of its own. */
@Order(9)
class ResponseIT {

    @RegisterExtension
    static final MailwardenServer SERVER = Guarded.SERVER;

    @Test
    void stopsWhatLeavesThrowsTheThiefOutAndLetsTheOwnerRead() throws IOException {
        String account = Guarded.ORDINARY;
        Thief thief = Guarded.thief(account);
        thief.ownerLogsIn();
        thief.breaksIn();
        int taken;
        try (ImapClient reading = thief.reads();
                SmtpClient waiting = thief.smtp()) {
            taken = thief.sends("Unpaid bill");
            assertThat(reading.wire().readLine()).startsWith("* BYE");
            assertThat(waiting.reply().code()).isEqualTo(421);
        }
        JsonNode incident = awaitAnswered(account);
        String id = incident.path("id").asText();
        assertThat(done(incident)).containsExactlyInAnyOrder("block-outgoing", "end-sessions", "rescan", "alert");
        assertThat(admin().blocks(account)).singleElement().satisfies(block -> {
            assertThat(block.path("restriction").asText()).isEqualTo("hold");
            assertThat(block.path("author").asText()).isEqualTo("detector");
            assertThat(block.path("incident").asText()).isEqualTo(id);
        });

        thief.ownerSends("Owner, waiting");
        Guarded.send(Guarded.NEIGHBOUR, account, "For the owner");
        awaitInbox(account, "For the owner");
        awaitHeld(account, "Owner, waiting");
        assertThat(outside("Owner, waiting")).isZero();

        assertThat(admin().decide(id, "dismiss")).isEqualTo(204);
        assertThat(admin().blocks(account)).isEmpty();
        awaitQuiet(account, "Owner, free");

        releasesEachOnce(account, id, taken);
    }

    private static void releasesEachOnce(String account, String incident, int taken) throws IOException {
        List<JsonNode> held = admin().held(account);
        List<String> before = SERVER.outside().arrived();
        long left = outside("Unpaid bill");
        assertThat(left + held.size()).isGreaterThanOrEqualTo(taken + 1L);

        assertThat(admin().releaseAll(incident)).isEqualTo(held.size());
        assertThat(admin().releaseAll(incident)).isZero();

        awaitOutside("Unpaid bill", left + held.size() - 1);
        awaitOutside("Owner, waiting", 1);
        awaitQuiet(account, "Owner, once more");
        assertThat(outside("Unpaid bill")).isEqualTo(left + held.size() - 1);
        assertThat(outside("Owner, waiting")).isEqualTo(1);
        assertThat(admin().held(account)).isEmpty();
        List<String> arrived = SERVER.outside().arrived();
        assertThat(held).allSatisfy(message -> assertThat(copies(arrived, message))
                .isEqualTo(copies(before, message) + waiting(held, message)));
    }

    private static long copies(List<String> arrived, JsonNode message) {
        return arrived.stream()
                .filter(text ->
                        text.contains("Subject: " + message.path("subject").asText())
                                && text.contains("To: <"
                                        + message.path("recipients").get(0).asText() + ">"))
                .count();
    }

    // Whoever is thrown out before he hears that his message was taken sends it again.
    private static long waiting(List<JsonNode> held, JsonNode message) {
        return held.stream()
                .filter(other -> other.path("recipients").equals(message.path("recipients")))
                .filter(other -> other.path("subject").equals(message.path("subject")))
                .count();
    }

    @Test
    void neitherAnOpenTransactionNorAMessageToFiftyLeaves() throws IOException {
        String account = Guarded.HASTY;
        List<String> fifty = IntStream.rangeClosed(1, 50)
                .mapToObj(i -> "reader" + i + "@mall" + i % 7 + ".example")
                .toList();
        Thief thief = Guarded.thief(account);
        thief.ownerLogsIn();
        thief.breaksIn();
        try (SmtpClient open = thief.smtp();
                SmtpClient other = thief.smtp()) {
            open.command("MAIL FROM:<" + account + ">");
            for (String recipient : fifty) {
                assertThat(open.command("RCPT TO:<" + recipient + ">").code()).isEqualTo(250);
            }
            String text = Mail.text(account, "undisclosed@mall.example", "To all fifty");
            assertThat(other.send(account, fifty, text).code()).isEqualTo(250);
            assertThat(open.reply().code()).isEqualTo(421);
        }
        String incident = awaitAnswered(account).path("id").asText();
        Waiting.until(PATIENCE, "one held message", () -> admin().held(account), all -> all.size() == 1);
        assertThat(admin().held(account).get(0).path("recipients")).hasSize(50);
        assertThat(outside("To all fifty")).isZero();

        assertThat(admin().decide(incident, "dismiss")).isEqualTo(204);
        assertThat(admin().releaseAll(incident)).isEqualTo(1);
        awaitOutside("To all fifty", 50);
        awaitQuiet(account, "Nothing twice");
        assertThat(outside("To all fifty")).isEqualTo(50);
    }

    @Test
    void aVipIsBlockedAtEveryDoorUntilOneUnblock() throws IOException {
        String account = Guarded.VIP;
        Thief thief = Guarded.thief(account);
        thief.ownerLogsIn();
        try (ImapClient owner = ownerReads(account, ServerPlan.PASSWORD)) {
            thief.strikes("Wire the money");
            assertThat(owner.wire().readLine()).startsWith("* BYE");
        }
        String incident = awaitAnswered(account).path("id").asText();
        assertThat(done(admin().incident(incident))).containsExactlyInAnyOrder("block", "end-sessions", "alert");
        assertThat(admin().sessions(account)).isEmpty();
        assertThat(imapAnswer(account, ServerPlan.PASSWORD)).isEqualTo(imapAnswer(account, "wrong"));
        assertThat(smtpAnswer(account, ServerPlan.PASSWORD)).isEqualTo(smtpAnswer(account, "wrong"));
        Guarded.send(Guarded.NEIGHBOUR, account, "For the chief");

        assertThat(admin().unblock(account)).isEqualTo(200);

        assertThat(admin().blocks(account)).isEmpty();
        assertThat(admin().incident(incident).path("state").asText()).isEqualTo("resolved");
        awaitInbox(account, "For the chief");
        awaitQuiet(account, "The chief is back");
    }

    @Test
    void anOwnerIsGivenHisAccountBackAndTheThiefIsAStrangerWhenHeComesAgain() throws IOException {
        String account = Guarded.RETURNED;
        Thief thief = Guarded.thief(account);
        thief.ownerLogsIn();
        int taken = thief.strikes("First raid");
        String first = awaitAnswered(account).path("id").asText();
        assertThat(admin().decide(first, "confirm")).isEqualTo(204);
        thief.ownerSends("Owner, not yet");
        awaitSettled(account, "First raid", taken + 1);
        awaitHeld(account, "Owner, not yet");
        List<JsonNode> held = admin().held(account);

        JsonNode unblocked = SERVER.admin()
                .delete("mailwarden/accounts/" + account + "/block")
                .json();

        assertThat(unblocked.path("lifted").asInt()).isEqualTo(1);
        assertThat(unblocked.path("resolved").asText()).isEqualTo(first);
        assertThat(admin().blocks(account)).isEmpty();
        assertThat(admin().items("mailwarden/incidents?state=resolved&account=" + account))
                .hasSize(1);
        assertThat(admin().incident(first).path("done").toString()).contains("given back to its owner by ");
        awaitQuiet(account, "Owner, given back");
        assertThat(admin().held(account)).isEqualTo(held);
        assertThat(outside("Owner, not yet")).isZero();

        comesAgain(account, first);
    }

    // His address is malicious now, as it was confirmed: he has another one in the same network.
    private static void comesAgain(String account, String before) throws IOException {
        Thief thief = new Thief(SERVER, account, Guarded.NEXT_DOOR);
        thief.strikes("Second raid");

        awaitHeld(account, "Second raid");
        assertThat(outside("Second raid")).isLessThanOrEqualTo(3);
        Waiting.until(
                PATIENCE,
                "an incident of " + account + " that is answered",
                () -> admin().incidents(account),
                all -> all.stream()
                        .anyMatch(one -> one.path("state").asText().equals("open")
                                && one.path("answered").asText().equals("critical")
                                && !one.path("id").asText().equals(before)));
        assertThat(admin().blocks(account)).hasSize(1);
    }

    private static String imapAnswer(String account, String password) throws IOException {
        try (ImapClient imap = ImapClient.open(SERVER.tls(993).from(Servers.OFFICE))) {
            return imap.login(account, password).toString();
        }
    }

    private static String smtpAnswer(String account, String password) throws IOException {
        try (SmtpClient smtp = SmtpClient.open(SERVER.tls(465).from(Servers.OFFICE))) {
            smtp.ehlo("mua.example");
            return smtp.authPlain(account, password).toString();
        }
    }

    @Test
    void anAdministratorIsOnlyToldOf() throws IOException {
        String account = Guarded.ADMINISTRATOR;
        Thief thief = Guarded.thief(account);
        thief.ownerLogsIn();

        assertThat(thief.strikes("From the very top")).isEqualTo(Thief.BURST);

        awaitOutside("From the very top", Thief.BURST);
        assertThat(done(awaitAnswered(account))).containsExactly("alert");
        assertThat(admin().blocks(account)).isEmpty();
        assertThat(admin().held(account)).isEmpty();
    }

    @Test
    void inModeDetectAllIsDeliveredUntilTheModeIsAnother() throws IOException {
        String account = Guarded.WATCHED;
        Thief thief = Guarded.thief(account);
        thief.ownerLogsIn();
        assertThat(thief.strikes("Only watched")).isEqualTo(Thief.BURST);
        awaitOutside("Only watched", Thief.BURST);

        JsonNode incident = awaitAnswered(account);
        assertThat(done(incident)).containsExactlyInAnyOrder("rescan", "alert");
        assertThat(rescan(incident.path("id").asText()).path("act").asBoolean()).isFalse();
        assertThat(admin().blocks(account)).isEmpty();

        assertThat(admin().setMode(account, "prevent")).isEqualTo(204);
        assertThat(thief.sends("No longer watched")).isEqualTo(Thief.BURST);
        Waiting.until(
                PATIENCE,
                Thief.BURST + " held messages",
                () -> admin().held(account),
                all -> all.size() == Thief.BURST);
        assertThat(outside("No longer watched")).isZero();
    }

    @Test
    void inModeRemediateWhatWasDeliveredIsTakenBack() throws IOException {
        String account = Guarded.LATE;
        String waiting = "late@" + Guarded.REFUSING;
        String gone = Servers.CONTACTS.get(0);
        Thief thief = Guarded.thief(account);
        thief.ownerLogsIn();
        for (String recipient : List.of(Guarded.NEIGHBOUR, waiting)) {
            Guarded.send(account, recipient, "Mailbox, honestly");
        }
        awaitOutside("Mailbox, honestly", 1);
        SERVER.outside().refuse(Guarded.REFUSING);
        thief.breaksIn();
        // To whom the owner writes, too: they alone give nobody away.
        try (SmtpClient smtp = thief.smtp()) {
            // The first leaves before the re-scan looks into the queue.
            for (String recipient : List.of(gone, Guarded.NEIGHBOUR, waiting)) {
                String text = Mail.phishing(account, recipient, "Mailbox full", "<" + recipient + ".full@it.example>");
                assertThat(smtp.send(account, List.of(recipient), text).code()).isEqualTo(250);
            }
        }
        awaitInbox(Guarded.NEIGHBOUR, "Mailbox full");
        awaitOutside("Mailbox full", 1);
        Waiting.until(PATIENCE, "refused mail", () -> SERVER.outside().refusals(), n -> n > 0);

        int taken = thief.sends("Then acted upon");

        JsonNode incident = awaitAnswered(account);
        assertThat(done(incident)).containsExactlyInAnyOrder("block-outgoing", "end-sessions", "rescan", "alert");
        String id = incident.path("id").asText();
        JsonNode found = awaitRescanned(id);
        assertThat(found.path("act").asBoolean()).isTrue();
        assertThat(found.at("/counts/quarantined").asInt()).as(found.toString()).isEqualTo(2);
        assertThat(found.toString()).contains("\"place\":\"left\",\"who\":\"" + gone + "\"");
        assertThat(inbox(Guarded.NEIGHBOUR, "Mailbox full")).isFalse();
        assertThat(inbox(Guarded.NEIGHBOUR, "Mailbox, honestly")).isTrue();
        awaitSettled(account, "Then acted upon", taken + 2);
        thief.ownerSends("Held after the fact");
        awaitHeld(account, "Held after the fact");
    }

    private static JsonNode awaitRescanned(String id) {
        return Waiting.until(PATIENCE, "the re-scan to be done", () -> rescan(id), one -> one.path("state")
                .asText()
                .equals("done"));
    }

    private static JsonNode rescan(String incident) throws IOException {
        return SERVER.admin()
                .get("mailwarden/incidents/" + incident + "/rescan?verdict=malicious")
                .json();
    }
}
