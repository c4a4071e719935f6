package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.Overlays;
import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.ServerPlan;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The server that answers takeovers, each of an account of its own, and what tests of it have in common. */
final class Guarded {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String SECRET = "0123456789abcdef0123456789abcdef";
    static final String SECURITY = "security@alerts.example";
    static final String REFUSING = "refusing.example";
    static final AlertReceiver RECEIVER = AlertReceiver.listening();

    static final String ORDINARY = Servers.address("astrid");
    static final String HASTY = Servers.address("bjorn");
    static final String VIP = Servers.address("chief");
    static final String ADMINISTRATOR = Servers.address("root");
    static final String WATCHED = Servers.address("dag");
    static final String LATE = Servers.address("eva");
    static final String TOLD = Servers.address("frida");
    static final String LASTING = Servers.address("gunnar");
    static final String DISPUTED = Servers.address("hilde");
    static final String RETURNED = Servers.address("ida");
    static final String NEIGHBOUR = Servers.address("carol");

    // Each thief comes from another country: where an incident was dismissed, nobody is a stranger any more.
    private static final Map<String, String> PLACES = Map.of(
            ORDINARY, "197.210.64.1",
            HASTY, "126.0.0.1",
            VIP, "49.36.0.1",
            ADMINISTRATOR, "177.32.0.1",
            WATCHED, "1.128.0.1",
            LATE, "24.5.0.1",
            TOLD, "105.160.0.1",
            LASTING, "200.56.0.1",
            DISPUTED, "190.26.0.1",
            RETURNED, "1.64.0.1");

    /** In the network of the thief of {@link #RETURNED}. */
    static final String NEXT_DOOR = "1.64.0.99";

    static final MailwardenServer SERVER = Servers.known(
                    "guarded", "astrid", "bjorn", "chief", "root", "dag", "eva", "frida", "gunnar", "hilde", "ida")
            .account(NEIGHBOUR)
            .setting("policy.modes", WATCHED + ":detect, " + LATE + ":remediate")
            .setting("workflow.administrators", ADMINISTRATOR)
            .setting("workflow.vips", VIP)
            .setting("workflow.critical-vip", "alert, block, end-sessions")
            .setting("journal.bytes", "file://var/mailwarden/journal/")
            .setting("alert.recipients", SECURITY)
            // Itself taken over: what is said about an account must not wait with what it says.
            .setting("alert.sender", TOLD)
            .setting("alert.per-hour", "1000")
            .setting("alert.per-two-days", "10000")
            .setting("alert.webhook-url", RECEIVER.url())
            .setting("alert.syslog-address", RECEIVER.syslogAddress())
            .overlay(Overlays.file("mailwarden-webhook-secret", SECRET + "\n"))
            .build();

    private Guarded() {}

    static Thief thief(String account) {
        return new Thief(SERVER, account, Objects.requireNonNull(PLACES.get(account)));
    }

    static Reviews admin() throws IOException {
        return new Reviews(SERVER.admin());
    }

    /** The account's one incident, as soon as all is done about it that is to be done when it is critical. */
    static JsonNode awaitAnswered(String account) throws IOException {
        Waiting.until(
                PATIENCE,
                "an incident of " + account + " that is answered",
                () -> admin().incidents(account),
                all -> all.stream()
                        .anyMatch(one -> one.path("answered").asText().equals("critical")));
        List<JsonNode> incidents = admin().incidents(account);
        assertThat(incidents).hasSize(1);
        return admin().incident(incidents.get(0).path("id").asText());
    }

    /** What was done when it was critical. */
    static List<String> done(JsonNode incident) {
        return incident.path("done").findParents("response").stream()
                .filter(response -> response.path("severity").asText().equals("critical"))
                .map(response -> response.path("response").asText())
                .toList();
    }

    /** At the office. */
    static ImapClient ownerReads(String account, String password) throws IOException {
        ImapClient imap = ImapClient.open(SERVER.tls(993).from(Servers.OFFICE));
        imap.login(account, password);
        return imap;
    }

    static SmtpClient ownerSmtp(String account) throws IOException {
        return SmtpClient.loggedIn(SERVER.tls(465).from(Servers.OFFICE), account, ServerPlan.PASSWORD);
    }

    static void send(String from, String to, String subject) throws IOException {
        try (SmtpClient smtp = ownerSmtp(from)) {
            assertThat(smtp.send(from, List.of(to), Mail.text(from, to, subject))
                            .code())
                    .isEqualTo(250);
        }
    }

    static long outside(String subject) {
        return SERVER.outside().countBySubject(subject);
    }

    static void awaitOutside(String subject, long count) {
        Waiting.untilOutside(PATIENCE, SERVER.outside(), subject, count);
    }

    static void awaitHeld(String account, String subject) {
        Waiting.until(PATIENCE, "held mail: " + subject, () -> admin().held(account), held -> held.toString()
                .contains(subject));
    }

    /** All that the thief's client was told to be taken is somewhere. */
    static void awaitSettled(String account, String subject, long taken) {
        Waiting.until(
                PATIENCE,
                taken + " x mail held or outside: " + subject,
                () -> List.of(outside(subject), (long) admin().held(account).size()),
                seen -> seen.get(0) + seen.get(1) >= taken);
    }

    static void awaitInbox(String account, String subject) {
        Waiting.until(PATIENCE, "mail in the inbox: " + subject, () -> inbox(account, subject), found -> found);
    }

    /** Whether the account's owner finds that in his inbox. */
    static boolean inbox(String account, String subject) throws IOException {
        try (ImapClient imap = ownerReads(account, ServerPlan.PASSWORD)) {
            imap.command("SELECT INBOX");
            return imap.command("UID SEARCH SUBJECT \"" + subject + "\"").untagged().stream()
                    .anyMatch(line -> line.matches("\\* SEARCH \\d.*"));
        }
    }

    /** What went into the spool before has left when this has. */
    static void awaitQuiet(String account, String subject) throws IOException {
        send(account, Servers.CONTACTS.get(1), subject);
        awaitOutside(subject, 1);
    }
}
