package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.Listener;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.ServerPlan;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Order(4)
class DoorIT {

    @RegisterExtension
    static final MailwardenServer SERVER = Servers.PROXIED;

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    /** One way to log in; whether it succeeded. */
    interface Way {
        boolean logIn(String account, String password) throws IOException;
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                way("AUTH PLAIN at 465", "smtp", true, DoorIT::authPlain),
                way("AUTH LOGIN at 465", "smtp", true, DoorIT::authLogin),
                way("AUTH PLAIN at 587 after STARTTLS", "smtp", true, DoorIT::authAfterStartTls),
                way("AUTH PLAIN at 587 in clear text", "smtp", false, (name, secret) -> authClear(587, name, secret)),
                way(
                        "AUTH PLAIN at 25, which does not announce it",
                        "smtp",
                        false,
                        (name, secret) -> authClear(25, name, secret)),
                way("LOGIN at 993", "imap", true, DoorIT::login),
                way("AUTHENTICATE PLAIN at 993", "imap", true, DoorIT::authenticate),
                way("LOGIN at 143 after STARTTLS", "imap", true, DoorIT::loginAfterStartTls));
    }

    private static Arguments way(String name, String protocol, boolean tls, Way way) {
        return Arguments.of(name, protocol, tls, way);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void recordsARightPasswordOnce(String name, String protocol, boolean tls, Way way) throws IOException {
        String account = nextAccount();

        assertThat(way.logIn(account, ServerPlan.PASSWORD)).isTrue();

        assertOneLogin(account, protocol, "accepted", tls);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void recordsAWrongPasswordOnce(String name, String protocol, boolean tls, Way way) throws IOException {
        String account = nextAccount();

        assertThat(way.logIn(account, "not it")).isFalse();

        assertOneLogin(account, protocol, "refused", tls);
    }

    @Test
    void knowsAClientThatComesByIpv6() throws IOException {
        String account = nextAccount();

        try (ImapClient imap = ImapClient.open(SERVER.tls(993).from("2001:4640::1"))) {
            assertThat(imap.login(account, ServerPlan.PASSWORD).ok()).isTrue();
        }

        assertThat(onlyLogin(account).path("address").asText()).startsWith("2001:4640:");
        assertThat(onlyLogin(account).path("place").asText()).contains("NO");
    }

    @Test
    void knowsAClientThatNamesItselfBeforeOrAfterTheLogin() throws IOException {
        String before = nextAccount();
        String after = nextAccount();

        try (ImapClient imap = ImapClient.open(from(SERVER.tls(993)))) {
            imap.id("Evolution", "3.50");
            imap.login(before, ServerPlan.PASSWORD);
        }
        try (ImapClient imap = ImapClient.open(from(SERVER.tls(993)))) {
            imap.login(after, ServerPlan.PASSWORD);
            imap.id("Evolution", "3.50");
        }

        assertThat(onlyLogin(before).path("client").asText()).contains("Evolution");
        assertThat(onlyLogin(after).path("client").asText()).contains("Evolution");
    }

    @Test
    void takesTheNameOfEhloForTheClient() throws IOException {
        String account = nextAccount();

        assertThat(authPlain(account, ServerPlan.PASSWORD)).isTrue();

        assertThat(onlyLogin(account).path("client").asText()).isEqualTo("phone");
    }

    @Test
    void findsTheAccountWhateverTheCaseOfItsName() throws IOException {
        String account = nextAccount();

        assertThat(login(account.replace("door", "DOOR"), ServerPlan.PASSWORD)).isTrue();

        assertOneLogin(account, "imap", "accepted", true);
    }

    private static String nextAccount() {
        return Servers.address("door" + ACCOUNTS.incrementAndGet());
    }

    private static void assertOneLogin(String account, String protocol, String outcome, boolean tls)
            throws IOException {
        JsonNode login = onlyLogin(account);
        assertThat(login.path("outcome").asText()).isEqualTo(outcome);
        assertThat(login.path("protocol").asText()).isEqualTo(protocol);
        assertThat(login.path("address").asText()).isEqualTo(Servers.HOME);
        assertThat(login.path("place").asText()).contains("NO");
        assertThat(login.path("tls").asBoolean()).isEqualTo(tls);
    }

    private static JsonNode onlyLogin(String account) throws IOException {
        List<JsonNode> logins = new Reviews(SERVER.admin()).logins(account);
        assertThat(logins).hasSize(1);
        return logins.get(0);
    }

    private static Listener from(Listener door) {
        return door.from(Servers.HOME);
    }

    private static boolean authPlain(String account, String password) throws IOException {
        try (SmtpClient smtp = SmtpClient.open(from(SERVER.tls(465)))) {
            smtp.ehlo("phone.example");
            return smtp.authPlain(account, password).positive();
        }
    }

    private static boolean authLogin(String account, String password) throws IOException {
        try (SmtpClient smtp = SmtpClient.open(from(SERVER.tls(465)))) {
            smtp.ehlo("phone.example");
            return smtp.authLogin(account, password).positive();
        }
    }

    private static boolean authAfterStartTls(String account, String password) throws IOException {
        try (SmtpClient smtp = SmtpClient.open(from(SERVER.plain(587)))) {
            smtp.ehlo("phone.example");
            smtp.startTls();
            smtp.ehlo("phone.example");
            return smtp.authPlain(account, password).positive();
        }
    }

    private static boolean authClear(int port, String account, String password) throws IOException {
        try (SmtpClient smtp = SmtpClient.open(from(SERVER.plain(port)))) {
            smtp.ehlo("phone.example");
            return smtp.authPlain(account, password).positive();
        }
    }

    private static boolean login(String account, String password) throws IOException {
        try (ImapClient imap = ImapClient.open(from(SERVER.tls(993)))) {
            return imap.login(account, password).ok();
        }
    }

    private static boolean authenticate(String account, String password) throws IOException {
        try (ImapClient imap = ImapClient.open(from(SERVER.tls(993)))) {
            return imap.authenticate(account, password).ok();
        }
    }

    private static boolean loginAfterStartTls(String account, String password) throws IOException {
        try (ImapClient imap = ImapClient.open(from(SERVER.plain(143)))) {
            imap.startTls();
            return imap.login(account, password).ok();
        }
    }
}
