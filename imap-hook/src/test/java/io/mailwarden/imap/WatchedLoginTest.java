package io.mailwarden.imap;

import static io.mailwarden.imap.ImapDoor.PASSWORD;
import static io.mailwarden.imap.ImapTalk.base64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.support.Alarms.Alarm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchedLoginTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final Account CAROL = new Account("carol@example.org");

    private ImapDoor door;

    @BeforeEach
    void open() throws Exception {
        door = ImapDoor.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void recordsARightPasswordWithAllThatIsKnown() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.say("LOGIN Bob@Example.org " + PASSWORD)).startsWith("a1 OK");
        }
        Login login = onlyLogin();
        assertThat(login.account()).isEqualTo(BOB);
        assertThat(login.at()).isEqualTo(door.clock.instant());
        assertThat(login.protocol()).isEqualTo(Protocol.IMAP);
        assertThat(login.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(login.secret()).isEqualTo(Login.Secret.NONE);
        Login.Source source = login.source().orElseThrow();
        assertThat(source.address()).isEqualTo(Address.parse("127.0.0.1").orElseThrow());
        assertThat(source.client()).isEqualTo(Client.UNKNOWN);
        assertThat(source.tls()).isFalse();
        assertThat(source.session()).startsWith("SID-");
        assertThat(door.mailboxes.provisioned()).contains("bob@example.org/INBOX");
    }

    @Test
    void recordsAWrongPasswordWithItsMark() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.say("LOGIN bob@example.org wrong")).startsWith("a1 NO");
        }
        assertThat(onlyLogin().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(onlyLogin().secret().marker()).isEqualTo(door.marker.mark(BOB, "wrong"));
        assertThat(door.mailboxes.checked()).isEqualTo(1);
    }

    @Test
    void recordsPlainWithTheInitialResponseAndAfterTheContinuation() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.plain("", "bob@example.org", "wrong")).startsWith("a1 NO");
            assertThat(talk.say("AUTHENTICATE PLAIN")).startsWith("+");
            assertThat(talk.goOn(base64("\0bob@example.org\0" + PASSWORD))).startsWith("a1 OK");
        }
        assertThat(door.warden.events(Login.class))
                .extracting(
                        Login::account,
                        Login::outcome,
                        login -> login.source().orElseThrow().address().toString())
                .containsExactly(tuple(BOB, Outcome.REFUSED, "127.0.0.1"), tuple(BOB, Outcome.ACCEPTED, "127.0.0.1"));
    }

    @Test
    void recordsTheActingAccountAndTheAuthenticationIdOfThePassword() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.plain("carol@example.org", "bob@example.org", "wrong"))
                    .startsWith("a1 NO");
            assertThat(talk.plain("carol@example.org", "bob@example.org", PASSWORD))
                    .startsWith("a1 OK");
        }
        assertThat(door.warden.events(Login.class))
                .extracting(Login::account, Login::outcome, Login::secret)
                .containsExactly(
                        tuple(BOB, Outcome.REFUSED, new Login.Secret(door.marker.mark(BOB, "wrong"), Optional.empty())),
                        tuple(CAROL, Outcome.ACCEPTED, secret(OptionalInt.empty())));
    }

    @Test
    void refusedDelegationIsOfWhoseSecretWasShownAndUnknownUsersAreThemselves() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.plain("dave@example.org", "bob@example.org", PASSWORD))
                    .startsWith("a1 NO");
            assertThat(talk.plain("nobody@example.org", "bob@example.org", PASSWORD))
                    .startsWith("a1 NO");
            assertThat(talk.say("LOGIN nobody@example.org x")).startsWith("a1 NO");
        }
        Account nobody = new Account("nobody@example.org");
        assertThat(door.warden.events(Login.class))
                .extracting(Login::account, Login::outcome, Login::secret)
                .containsExactly(
                        tuple(BOB, Outcome.REFUSED, Login.Secret.NONE),
                        tuple(BOB, Outcome.REFUSED, Login.Secret.NONE),
                        tuple(
                                nobody,
                                Outcome.REFUSED,
                                new Login.Secret(door.marker.mark(nobody, "x"), Optional.empty())));
    }

    @Test
    void takesNamingOneselfForNoDelegation() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.plain("bob@example.org", "bob@example.org", PASSWORD))
                    .startsWith("a1 OK");
        }
        assertThat(onlyLogin().account()).isEqualTo(BOB);
        assertThat(onlyLogin().secret()).isEqualTo(Login.Secret.NONE);
    }

    @Test
    void leavesJamesItsAnswersToWhatIsNoLogin() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.say("LOGIN")).startsWith("a1 BAD");
            assertThat(talk.say("AUTHENTICATE CRAM-MD5")).startsWith("a1 NO");
            assertThat(talk.say("AUTHENTICATE XOAUTH2 AAAA")).startsWith("a1 NO");
            assertThat(talk.say("AUTHENTICATE PLAIN %%%")).startsWith("a1 BAD");
            assertThat(talk.say("LOGIN bob@example.org " + PASSWORD)).startsWith("a1 OK");
            assertThat(talk.say("LOGIN bob@example.org " + PASSWORD)).startsWith("a1 NO");
        }
        assertThat(onlyLogin().accepted()).isTrue();
        assertThat(door.alarms.standing()).isEmpty();
    }

    @Test
    void saysNothingOfAPasswordThatJamesCouldNotCheck() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.say("LOGIN broken@example.org x")).startsWith("a1 NO");
        }
        assertThat(door.warden.events()).isEmpty();
    }

    @Test
    void survivesNamesThatNoAccountHas() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.plain("", "b\u0007b@example.org", "x")).startsWith("a1 NO");
            assertThat(talk.plain("b\u0007b@example.org", "bob@example.org", PASSWORD))
                    .startsWith("a1 NO");
            assertThat(talk.say("LOGIN bob@example.org " + PASSWORD)).startsWith("a1 OK");
        }
        // The refused one named somebody who cannot be; the secret was bob's.
        assertThat(door.warden.events(Login.class))
                .extracting(Login::account, Login::outcome)
                .containsExactly(tuple(BOB, Outcome.REFUSED), tuple(BOB, Outcome.ACCEPTED));
        assertThat(door.alarms.standing()).isEmpty();
    }

    @Test
    void survivesNamesThatAreTooLong() throws Exception {
        String name = "b".repeat(300) + "@example.org";
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.plain("", name, "x")).startsWith("a1 NO");
            // James ends the session: it cannot make a user of the name while it parses the command.
            assertThat(talk.say("LOGIN " + name + " x")).startsWith(ImapTalk.CLOSED);
        }
        assertThat(door.warden.events()).isEmpty();
        assertThat(door.alarms.standing()).isEmpty();
    }

    @Test
    void leavesJamesItsLimitOfFailures() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.say("LOGIN bob@example.org wrong")).startsWith("a1 NO");
            assertThat(talk.say("LOGIN bob@example.org wrong")).startsWith("a1 NO");
            assertThat(talk.say("LOGIN bob@example.org wrong")).doesNotContain("a1");
        }
        assertThat(door.warden.events(Login.class)).hasSize(3);
    }

    @Test
    void leavesJamesItsAnswerWhenTheWardenFails() throws Exception {
        door.warden.answering(event -> {
            throw new IllegalStateException("test");
        });
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.say("LOGIN bob@example.org wrong")).startsWith("a1 NO");
            assertThat(talk.say("LOGIN bob@example.org " + PASSWORD)).startsWith("a1 OK");
        }
        assertThat(door.alarms.standing()).extracting(Alarm::cause).containsExactly("imap-hook-failed");
    }

    @Test
    void recordsTheClientsOwnAddressBehindABalancer() throws Exception {
        try (ImapDoor balanced = ImapDoor.openBehindBalancer();
                ImapTalk talk = ImapTalk.with(balanced.port(), "PROXY TCP6 2001:db8::88 ::1 5555 143")) {
            assertThat(talk.say("LOGIN bob@example.org " + PASSWORD)).startsWith("a1 OK");
            assertThat(balanced.warden.events(Login.class))
                    .extracting(login -> login.source().orElseThrow().address())
                    .containsExactly(Address.parse("2001:db8::88").orElseThrow());
        }
    }

    @Test
    void tellsSessionsApartThatLogInAtOnce() throws Exception {
        int sessions = 60;
        ExecutorService clients = Executors.newFixedThreadPool(20);
        try {
            List<Callable<String>> attempts = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                String name = "user" + i + "@example.org";
                attempts.add(i % 2 == 0 ? () -> logIn(name) : () -> authenticate(name));
            }
            for (Future<String> answer : clients.invokeAll(attempts)) {
                assertThat(answer.get()).contains("a1 NO");
            }
        } finally {
            clients.shutdownNow();
        }
        List<Login> logins = door.warden.events(Login.class);
        assertThat(logins).hasSize(sessions).allSatisfy(login -> assertThat(
                        login.secret().marker())
                .isEqualTo(door.marker.mark(login.account(), login.account().name())));
        assertThat(logins).extracting(Login::account).doesNotHaveDuplicates();
        assertThat(logins)
                .extracting(login -> login.source().orElseThrow().session())
                .doesNotHaveDuplicates();
    }

    private String logIn(String name) throws IOException {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            return talk.say("LOGIN " + name + " " + name);
        }
    }

    private String authenticate(String name) throws IOException {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            return talk.say("AUTHENTICATE PLAIN") + talk.goOn(base64("\0" + name + "\0" + name));
        }
    }

    private static Login.Secret secret(OptionalInt marker) {
        return new Login.Secret(marker, Optional.of(BOB));
    }

    private Login onlyLogin() {
        assertThat(door.warden.events(Login.class)).hasSize(1);
        return door.warden.events(Login.class).get(0);
    }
}
