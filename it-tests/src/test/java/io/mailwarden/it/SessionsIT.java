package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.Overlays;
import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.Listener;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.ServerPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Live sessions by real sockets: listed, ended, and stopped in the middle of what they do. */
@Order(8)
class SessionsIT {

    @RegisterExtension
    static final MailwardenServer SERVER = server();

    private static final int ACCOUNTS = 20;
    private static final int MESSAGES = 10;
    private static final int MESSAGE_BYTES = 2_000_000;
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final String FRIEND = Servers.address("friend");

    private static Reviews admin;

    private static MailwardenServer server() {
        ServerPlan plan = MailwardenServer.named("sessions")
                .setting("sessions.max-idle", "2h")
                .overlay(Overlays.element("imapserver.xml", "imapserver", "compress", "true"))
                .overlay(Overlays.element("imapserver.xml", "auth", "requireSSL", "false"))
                .account(Servers.address("friend"));
        IntStream.rangeClosed(1, ACCOUNTS).forEach(i -> plan.account(Servers.address("live" + i)));
        return plan.build();
    }

    @BeforeAll
    static void look() throws IOException {
        admin = new Reviews(SERVER.admin());
    }

    @Test
    void listsWhoIsThereByEveryDoor() throws IOException {
        String account = nextAccount();
        try (SmtpClient smtp = SERVER.smtp(account);
                ImapClient imap = SERVER.imap()) {
            imap.id("Evolution", "3.50");
            imap.login(account, ServerPlan.PASSWORD);

            JsonNode first = session(account, "smtp");
            assertThat(first.path("address").asText()).isEqualTo("127.0.0.1");
            assertThat(first.path("tls").asBoolean()).isTrue();
            assertThat(first.path("client").asText()).isEqualTo("mua");
            JsonNode second = session(account, "imap");
            assertThat(second.path("address").asText()).isEqualTo("127.0.0.1");
            assertThat(second.path("client").asText()).isEqualTo("Evolution 3.50");

            assertThat(smtp.send(account, List.of(FRIEND), Mail.text(account, FRIEND, "hello"))
                            .positive())
                    .isTrue();
            JsonNode after = session(account, "smtp");
            assertThat(after.path("messages").asLong()).isEqualTo(1);
            assertThat(after.path("bytesReceived").asLong()).isGreaterThan(200);
        }
        awaitNone(account);
    }

    @Test
    void endsOneByOne() throws IOException {
        String account = nextAccount();
        try (SmtpClient smtp = SERVER.smtp(account);
                ImapClient imap = loggedIn(SERVER.tls(993), account)) {
            assertThat(admin.endSession(session(account, "smtp").path("id").asText()))
                    .isEqualTo(204);

            assertThat(smtp.reply().toString()).isEqualTo("421 4.7.0 Session ended by the server");
            assertThat(admin.sessions(account)).hasSize(1);
            assertThat(imap.command("NOOP").ok()).isTrue();

            assertThat(admin.endSession(session(account, "imap").path("id").asText()))
                    .isEqualTo(204);
            assertThat(imap.wire().readLine()).isEqualTo("* BYE Session ended by the server");
            assertClosed(imap);
        }
    }

    @Test
    void acceptsNothingAfterABlockBetweenRecipientsAndText() throws IOException {
        String account = nextAccount();
        try (SmtpClient smtp = SERVER.smtp(account)) {
            smtp.command("MAIL FROM:<" + account + ">");
            for (int i = 0; i < 50; i++) {
                assertThat(smtp.command("RCPT TO:<guest" + i + "@abroad.example>")
                                .code())
                        .isEqualTo(250);
            }
            restrict(account, "block");

            assertThat(smtp.command("DATA").code()).isIn(550, 421);
        }
        awaitNone(account);
        assertNoWayIn(account);
    }

    @Test
    void acceptsNothingAfterABlockInTheMiddleOfTheText() throws IOException {
        String account = nextAccount();
        String subject = "half told";
        try (SmtpClient smtp = SERVER.smtp(account)) {
            smtp.command("MAIL FROM:<" + account + ">");
            smtp.command("RCPT TO:<" + FRIEND + ">");
            assertThat(smtp.command("DATA").code()).isEqualTo(354);
            smtp.wire().send("Subject: " + subject + "\r\n\r\nthe first half");
            restrict(account, "block");

            smtp.wire().send("the second half\r\n.");
            assertThat(smtp.reply().code()).isIn(550, 421);
        }
        awaitNone(account);
        assertThat(subjects(FRIEND)).doesNotContain(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refuse", "defer"})
    void keepsASessionThatMayNotSendAndLetsItRead(String restriction) throws IOException {
        String account = nextAccount();
        try (SmtpClient smtp = SERVER.smtp(account);
                ImapClient imap = loggedIn(SERVER.tls(993), account)) {
            restrict(account, restriction);

            assertThat(smtp.command("MAIL FROM:<" + account + ">").code())
                    .isEqualTo(restriction.equals("refuse") ? 550 : 451);
            assertThat(smtp.command("NOOP").positive()).isTrue();
            assertThat(imap.command("SELECT INBOX").ok()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clear", "tls", "starttls", "compressed"})
    void saysByeToWhoWaitsForMail(String kind) throws IOException {
        String account = nextAccount();
        try (ImapClient imap = open(kind, account)) {
            if (kind.equals("compressed")) {
                imap.command("COMPRESS DEFLATE");
                restrict(account, "block");
                awaitNone(account);
                return;
            }
            imap.command("SELECT INBOX");
            imap.wire().send("idle IDLE");
            assertThat(imap.wire().readLine()).startsWith("+");
            restrict(account, "block");

            assertThat(imap.wire().readLine()).isEqualTo("* BYE This account is blocked, ask your administrator");
            assertClosed(imap);
        }
        assertNoWayIn(account);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clear", "tls", "starttls"})
    void givesNotOneMoreMessageAwayAfterABlock(String kind) throws IOException {
        String account = nextAccount();
        fill(account);
        try (ImapClient imap = open(kind, account)) {
            assertThat(imap.command("SELECT INBOX").ok()).isTrue();
            imap.wire().send("all FETCH 1:* BODY.PEEK[]");
            assertThat(imap.wire().readLine()).contains("{");
            imap.wire().read(10_000);

            restrict(account, "block");
            awaitNone(account);

            assertThat(readToTheEnd(imap)).isLessThan(MESSAGE_BYTES - 10_000L);
        }
    }

    @Test
    void endsWhoIsSilentForTooLong() throws IOException {
        String account = nextAccount();
        try (SmtpClient smtp = SERVER.smtp(account);
                ImapClient imap = loggedIn(SERVER.tls(993), account)) {
            SERVER.clock().advance(Duration.ofMinutes(90));
            imap.command("NOOP");
            SERVER.clock().advance(Duration.ofMinutes(31));

            assertThat(smtp.reply().code()).isEqualTo(421);
            assertThat(imap.command("NOOP").ok()).isTrue();
        }
    }

    @Test
    void leavesNothingBehindOfTwoHundredConnections() throws IOException {
        String account = nextAccount();
        List<SmtpClient> smtps = new ArrayList<>();
        List<ImapClient> imaps = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            smtps.add(SERVER.smtp(account));
            imaps.add(loggedIn(SERVER.tls(993), account));
        }
        assertThat(admin.sessions(account)).hasSize(200);
        for (int i = 0; i < 100; i++) {
            if (i % 2 == 0) {
                smtps.get(i).command("QUIT");
                imaps.get(i).logout();
            }
            smtps.get(i).close();
            imaps.get(i).close();
        }
        awaitNone(account);
    }

    private static ImapClient open(String kind, String account) throws IOException {
        if (kind.equals("tls")) {
            return loggedIn(SERVER.tls(993), account);
        }
        ImapClient imap = ImapClient.open(SERVER.plain(143));
        if (kind.equals("starttls")) {
            imap.startTls();
        }
        assertThat(imap.login(account, ServerPlan.PASSWORD).ok()).isTrue();
        return imap;
    }

    private static ImapClient loggedIn(Listener door, String account) throws IOException {
        ImapClient imap = ImapClient.open(door);
        assertThat(imap.login(account, ServerPlan.PASSWORD).ok()).isTrue();
        return imap;
    }

    private static void fill(String account) throws IOException {
        String text = "Subject: large\r\n\r\n" + ("x".repeat(98) + "\r\n").repeat(MESSAGE_BYTES / 100);
        try (ImapClient imap = loggedIn(SERVER.tls(993), account)) {
            for (int i = 0; i < MESSAGES; i++) {
                assertThat(imap.command("APPEND INBOX {" + text.length() + "}", text)
                                .ok())
                        .isTrue();
            }
            assertThat(session(account, "imap").path("messages").asInt()).isEqualTo(MESSAGES);
        }
        awaitNone(account);
    }

    private static long readToTheEnd(ImapClient imap) {
        long bytes = 0;
        try {
            while (true) {
                bytes += imap.wire().read(1).length();
            }
        } catch (IOException end) {
            return bytes;
        }
    }

    private static List<String> subjects(String account) throws IOException {
        try (ImapClient imap = loggedIn(SERVER.tls(993), account)) {
            imap.command("SELECT INBOX");
            return imap.command("FETCH 1:* BODY.PEEK[HEADER.FIELDS (SUBJECT)]").untagged();
        }
    }

    // A blocked account is told what a wrong password is told.
    private static void assertNoWayIn(String account) throws IOException {
        try (ImapClient imap = SERVER.imap();
                SmtpClient smtp = SmtpClient.open(SERVER.tls(465))) {
            assertThat(imap.login(account, ServerPlan.PASSWORD).ok()).isFalse();
            smtp.ehlo("mua.example");
            assertThat(smtp.authPlain(account, ServerPlan.PASSWORD).code()).isEqualTo(535);
        }
    }

    private static void assertClosed(ImapClient imap) {
        assertThat(readToTheEnd(imap)).isZero();
    }

    private static JsonNode session(String account, String protocol) throws IOException {
        return admin.sessions(account).stream()
                .filter(session -> session.path("protocol").asText().equals(protocol))
                .findFirst()
                .orElseThrow();
    }

    private static void restrict(String account, String restriction) throws IOException {
        assertThat(admin.block(account, restriction)).isEqualTo(201);
    }

    private static void awaitNone(String account) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(admin.sessions(account)).isEmpty());
    }

    private static String nextAccount() {
        return Servers.address("live" + NEXT.incrementAndGet());
    }
}
