package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.ServerPlan;
import io.mailwarden.testkit.Waiting;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Order(3)
class HostileInputIT {

    @RegisterExtension
    static final MailwardenServer SERVER = Servers.PLAIN;

    private static final String CAROL = Servers.address("carol");
    private static final String DAVE = Servers.address("dave");
    private static final String MANY = Servers.address("many");
    private static final String OUTSIDER = "anna@bergen.example";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @AfterEach
    void ordinaryMailStillFlows() throws IOException {
        String subject = "after " + NUMBER.incrementAndGet() + ".";
        try (SmtpClient smtp = SERVER.smtp(DAVE)) {
            assertThat(smtp.send(DAVE, List.of(OUTSIDER), Mail.text(DAVE, OUTSIDER, subject))
                            .code())
                    .isEqualTo(250);
        }
        Waiting.untilOutside(PATIENCE, SERVER.outside(), subject, 1);
        assertThat(SERVER.stranger().get("healthcheck").body()).doesNotContain("unhealthy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AUTH",
                "AUTH PLAIN =",
                "AUTH PLAIN AA==",
                "AUTH PLAIN AAAAAAAA",
                "AUTH PLAIN !@#$%^&*()",
                "AUTH LOGIN !!!",
                "AUTH PLAIN PLAIN PLAIN",
                "AUTH NTLM",
                "AUTH OAUTHBEARER bm90IGEgdG9rZW4=",
                "AUTH XOAUTH2 ////",
                "AUTH PLAIN AEAALwA=",
            })
    void answersAMalformedAuthWithoutLettingAnybodyIn(String line) throws IOException {
        try (SmtpClient smtp = SmtpClient.open(SERVER.tls(465))) {
            smtp.ehlo("client.example");
            assertThat(smtp.command(line).code()).isNotEqualTo(235).isBetween(300, 599);
        }
    }

    @Test
    void survivesAbsurdlyLongNames() throws IOException {
        String name = "x".repeat(6_000);
        try (SmtpClient smtp = SmtpClient.open(SERVER.tls(465))) {
            smtp.ehlo("client.example");
            assertNotLetIn(
                    () -> smtp.authLogin(name + "@" + Servers.DOMAIN, "secret").positive());
        }
        try (SmtpClient smtp = SmtpClient.open(SERVER.tls(465))) {
            smtp.ehlo("y".repeat(1_000));
            assertThat(smtp.authPlain(DAVE, ServerPlan.PASSWORD).positive()).isTrue();
        }
        try (ImapClient imap = SERVER.imap()) {
            imap.id(name, name);
            assertNotLetIn(() -> imap.login(name, name).ok());
        }
    }

    interface LogIn {
        boolean succeeds() throws IOException;
    }

    /** Refused, or the door shut: James 3.8.1 closes on names that are longer than it knows. */
    private static void assertNotLetIn(LogIn logIn) throws IOException {
        try {
            assertThat(logIn.succeeds()).isFalse();
        } catch (EOFException closed) {
            assertThat(closed).hasMessageContaining("closed");
        }
    }

    @Test
    void keepsNoProfileOfNamesThatJamesDoesNotKnow() throws IOException {
        for (int i = 0; i < 30; i++) {
            String name = "nobody" + i + "@" + Servers.DOMAIN;
            try (ImapClient imap = SERVER.imap()) {
                assertThat(imap.login(name, "secret").ok()).isFalse();
            }
            assertThat(SERVER.admin().get("mailwarden/accounts/" + name).status())
                    .isEqualTo(404);
        }
    }

    @Test
    void takesTwoHundredLoginsAtOnce() throws Exception {
        long before = acceptedLogins();
        ExecutorService clients = Executors.newFixedThreadPool(200);
        try {
            List<Future<Boolean>> logins = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                logins.add(clients.submit(i % 2 == 0 ? HostileInputIT::smtpLogin : HostileInputIT::imapLogin));
            }
            for (Future<Boolean> login : logins) {
                assertThat(login.get()).isTrue();
            }
        } finally {
            clients.shutdownNow();
        }

        assertThat(acceptedLogins()).isEqualTo(before + 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: multipart/mixed; boundary=never\r\n\r\nno boundary at all\r\n",
                "Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\nhello\r\n",
                "Content-Type: ;;;=\"\"\r\nContent-Transfer-Encoding: quantum\r\n\r\n\u00ff\u00fe\r\n",
                "Content-Type: text/html; charset=no-such-charset\r\n\r\n<a href='http://\u00e5'><<<\r\n",
                "Subject: =?utf-8?B?!!!?= =?bad?Q?=ZZ?=\r\nFrom: <<<>>>\r\nTo: ,,,;;\r\nDate: yesterday\r\n\r\nx\r\n",
                "this is no header\r\n\r\nand this is no body\r\n",
                "\r\n",
            })
    void letsUnreadableMessagesFlow(String content) throws IOException {
        long before = inBox();
        try (SmtpClient smtp = SERVER.smtp(DAVE)) {
            assertThat(smtp.send(DAVE, List.of(CAROL), "X-Mark: 1\r\n" + content)
                            .code())
                    .isEqualTo(250);
        }

        // To a neighbour: what JavaMail cannot parse, James itself cannot send on to other servers.
        Waiting.untilCount(PATIENCE, "messages in the inbox", () -> inBox(), before + 1);
        assertThat(overview().path("alarms")).isEmpty();
    }

    private static long inBox() throws IOException {
        try (ImapClient imap = SERVER.imap()) {
            imap.login(CAROL, ServerPlan.PASSWORD);
            return imap.command("SELECT INBOX").untagged().stream()
                    .filter(line -> line.endsWith(" EXISTS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void letsPartsWithinPartsFlow() throws IOException {
        StringBuilder text = new StringBuilder("Subject: nested\r\nMIME-Version: 1.0\r\n");
        for (int i = 0; i < 500; i++) {
            text.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }
        text.append("\r\nthe core\r\n");

        sendFromDave(text.toString());

        Waiting.untilOutside(PATIENCE, SERVER.outside(), "nested", 1);
    }

    @Test
    void letsManyHeadersFlow() throws IOException {
        String headers = IntStream.range(0, 20_000)
                .mapToObj(i -> "X-Header-" + i + ": " + "v".repeat(60))
                .reduce(new StringBuilder(), (all, one) -> all.append(one).append("\r\n"), StringBuilder::append)
                .toString();

        sendFromDave("Subject: header bomb\r\n" + headers + "\r\nbody\r\n");

        Waiting.untilOutside(PATIENCE, SERVER.outside(), "header bomb", 1);
    }

    @Test
    void letsAnAttachmentOfFiftyMegabytesFlow() throws IOException {
        String line = "QUJD".repeat(19) + "\r\n";
        String attachment = line.repeat(50 * 1024 * 1024 / 57);

        sendFromDave("Subject: fifty megabytes\r\nMIME-Version: 1.0\r\nContent-Type: application/zip; name=a.zip\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n" + attachment);

        Waiting.untilOutside(PATIENCE, SERVER.outside(), "fifty megabytes", 1);
    }

    @Test
    void leavesAMessageWithoutRecipientsToJames() throws IOException {
        try (SmtpClient smtp = SERVER.smtp(CAROL)) {
            smtp.command("MAIL FROM:<" + CAROL + ">");
            assertThat(smtp.command("DATA").code()).isEqualTo(503);
        }
    }

    @Test
    void assessesTenThousandRecipientsAsOneMessage() throws IOException {
        List<String> recipients = IntStream.range(0, 10_000)
                .mapToObj(i -> "reader" + i + "@news.example")
                .toList();
        long before = messages();
        try (SmtpClient smtp = SERVER.smtp(MANY)) {
            assertThat(smtp.send(MANY, recipients, Mail.text(MANY, "undisclosed@news.example", "newsletter"))
                            .code())
                    .isEqualTo(250);
        }

        Waiting.untilCount(PATIENCE, "messages in the inbox", () -> messages(), before + 1);
        // Seldom: each look reads all ten thousand subjects.
        Waiting.until(
                PATIENCE.multipliedBy(2),
                Duration.ofSeconds(2),
                "the newsletter outside, or held",
                () -> List.of(SERVER.outside().countBySubject("newsletter"), (long) heldOf(MANY)),
                seen -> seen.get(0) == recipients.size() || seen.get(1) == 1);
    }

    @Test
    void toleratesAnAddressThatIsNone() throws IOException {
        for (String path : Collections.nCopies(2, "accounts/%20/logins")) {
            assertThat(SERVER.admin().get("mailwarden/" + path).status()).isBetween(400, 404);
        }
        assertThat(SERVER.admin().get("mailwarden/incidents?since=yesterday").status())
                .isEqualTo(400);
        assertThat(SERVER.admin().get("mailwarden/held?limit=-1").status()).isEqualTo(400);
        assertThat(SERVER.admin().post("mailwarden/held/..%2F..%2Fetc/release").status())
                .isBetween(400, 404);
    }

    private static boolean smtpLogin() throws IOException {
        try (SmtpClient smtp = SERVER.smtp(DAVE)) {
            return smtp.command("NOOP").positive();
        }
    }

    private static boolean imapLogin() throws IOException {
        try (ImapClient imap = SERVER.imap()) {
            return imap.login(DAVE, ServerPlan.PASSWORD).ok();
        }
    }

    private static void sendFromDave(String text) throws IOException {
        try (SmtpClient smtp = SERVER.smtp(DAVE)) {
            assertThat(smtp.send(DAVE, List.of(OUTSIDER), text).code()).isEqualTo(250);
        }
    }

    private static int heldOf(String account) throws IOException {
        return new Reviews(SERVER.admin()).held(account).size();
    }

    private static long acceptedLogins() throws IOException {
        return overview().path("events").path("logins-accepted").asLong();
    }

    private static long messages() throws IOException {
        return overview().path("events").path("messages").asLong();
    }

    private static JsonNode overview() throws IOException {
        return SERVER.admin().get("mailwarden/overview").json();
    }
}
