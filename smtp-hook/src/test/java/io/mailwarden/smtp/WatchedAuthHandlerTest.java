package io.mailwarden.smtp;

import static io.mailwarden.smtp.SmtpDoor.PASSWORD;
import static io.mailwarden.smtp.SmtpTalk.CLOSED;
import static io.mailwarden.smtp.SmtpTalk.base64;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.mailwarden.engine.verdict.Verdict;
import java.io.IOException;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchedAuthHandlerTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final String ACCEPTED = "235 Authentication Successful";
    private static final String REFUSED = "535 Authentication Failed";
    private static final Verdict REJECT = new Verdict.Reject(new Explanation("test"));

    private SmtpDoor door;

    @BeforeEach
    void open() throws Exception {
        door = SmtpDoor.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void recordsARightPasswordByPlainWithAllThatIsKnown() throws Exception {
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            assertThat(talk.plain("", "Bob@Example.org", PASSWORD)).isEqualTo(ACCEPTED);
        }
        Login login = onlyLogin();
        assertThat(login.account()).isEqualTo(BOB);
        assertThat(login.at()).isEqualTo(door.clock.instant());
        assertThat(login.protocol()).isEqualTo(Protocol.SMTP);
        assertThat(login.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(login.secret()).isEqualTo(Login.Secret.NONE);
        Login.Source source = login.source().orElseThrow();
        assertThat(source.address()).isEqualTo(Address.parse("127.0.0.1").orElseThrow());
        assertThat(source.client()).isEqualTo(Client.ofEhlo("laptop.example.net"));
        assertThat(source.tls()).isFalse();
        assertThat(source.session()).isNotBlank();
    }

    @Test
    void recordsAWrongPasswordByPlainWithItsMark() throws Exception {
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            assertThat(talk.plain("", "bob@example.org", "wrong")).isEqualTo(REFUSED);
        }
        assertThat(onlyLogin().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(onlyLogin().secret().marker()).isEqualTo(door.marker.mark(BOB, "wrong"));
    }

    @Test
    void recordsPlainThatComesAfterAChallenge() throws Exception {
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            talk.say("AUTH PLAIN");
            assertThat(talk.say(base64("\0bob@example.org\0" + PASSWORD))).isEqualTo(ACCEPTED);
            assertThat(talk.say("NOOP")).startsWith("250");
        }
        assertThat(onlyLogin().accepted()).isTrue();
    }

    @Test
    void recordsRightAndWrongPasswordsByLogin() throws Exception {
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            assertThat(talk.login("bob@example.org", "wrong")).isEqualTo(REFUSED);
            assertThat(talk.login("bob@example.org", PASSWORD)).isEqualTo(ACCEPTED);
        }
        assertThat(door.warden.events(Login.class))
                .extracting(Login::outcome)
                .containsExactly(Outcome.REFUSED, Outcome.ACCEPTED);
        assertThat(door.warden.events(Login.class))
                .extracting(login -> login.source().orElseThrow().session())
                .hasSize(2)
                .containsOnly(onlySession());
    }

    @Test
    void recordsANameThatJamesDoesNotKnow() throws Exception {
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            assertThat(talk.plain("", "nobody@example.org", "x")).isEqualTo(REFUSED);
        }
        assertThat(onlyLogin().account()).isEqualTo(new Account("nobody@example.org"));
        assertThat(onlyLogin().outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void recordsPlainWithoutAPasswordAsARefusedDelegation() throws Exception {
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            assertThat(talk.say("AUTH PLAIN " + base64("bob@example.org"))).isEqualTo(REFUSED);
        }
        assertThat(onlyLogin().account()).isEqualTo(BOB);
        assertThat(onlyLogin().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(onlyLogin().secret().marker()).isEqualTo(OptionalInt.empty());
    }

    @Test
    void recordsTheAccountThatJamesLetsInWhenPlainNamesAnotherToo() throws Exception {
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            assertThat(talk.plain("carol@example.org", "bob@example.org", PASSWORD))
                    .isEqualTo(ACCEPTED);
        }
        assertThat(onlyLogin().account()).isEqualTo(BOB);
    }

    @Test
    void answersARejectedLoginAsAWrongPasswordAndLetsTheSessionGoOn() throws Exception {
        door.warden.answering(REJECT);
        for (String password : new String[] {PASSWORD, "wrong"}) {
            try (SmtpTalk talk = SmtpTalk.with(door.port())) {
                assertThat(talk.plain("", "bob@example.org", password)).isEqualTo(REFUSED);
                assertThat(talk.say("NOOP")).startsWith("250");
            }
            try (SmtpTalk talk = SmtpTalk.with(door.port())) {
                assertThat(talk.login("bob@example.org", password)).isEqualTo(REFUSED);
                assertThat(talk.say("NOOP")).startsWith("250");
            }
        }
        assertThat(door.warden.events(Login.class))
                .extracting(Login::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.REFUSED, Outcome.REFUSED);
    }

    @Test
    void countsRejectedLoginsAsRefusals() throws Exception {
        door.warden.answering(REJECT);
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            for (int time = 1; time <= WatchedAuthHandler.MAX_FAILURES; time++) {
                assertThat(talk.plain("", "bob@example.org", PASSWORD)).isEqualTo(REFUSED);
            }
            assertThat(talk.read()).isEqualTo(CLOSED);
        }
    }

    @Test
    void leavesJamesItsAnswersToWhatIsNoLogin() throws Exception {
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            assertThat(talk.say("AUTH")).startsWith("501");
            assertThat(talk.say("AUTH CRAM-MD5")).startsWith("504");
            assertThat(talk.say("AUTH XOAUTH2 AAAA")).startsWith("504");
            assertThat(talk.say("AUTH PLAIN %%%")).startsWith("501");
            assertThat(talk.plain("", "b".repeat(300) + "@example.org", "x")).startsWith("501");
            talk.say("AUTH LOGIN");
            assertThat(talk.say("*")).startsWith("501");
            talk.say("AUTH LOGIN");
            talk.say(base64("bob@example.org"));
            assertThat(talk.say("%%%")).startsWith("501");
            assertThat(talk.plain("", "bob@example.org", PASSWORD)).isEqualTo(ACCEPTED);
            assertThat(talk.plain("", "bob@example.org", PASSWORD)).startsWith("503");
        }
        assertThat(onlyLogin().accepted()).isTrue();
        assertThat(door.alarms.standing()).isEmpty();
    }

    @Test
    void survivesNamesThatNoAccountHas() throws Exception {
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            assertThat(talk.plain("", "b\u0007b@example.org", "x")).isEqualTo(REFUSED);
            assertThat(talk.plain("", "bob@example.org", PASSWORD)).isEqualTo(ACCEPTED);
        }
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            talk.say("AUTH LOGIN");
            assertThat(talk.say("%%%")).startsWith("451");
        }
        assertThat(onlyLogin().accepted()).isTrue();
        assertThat(door.alarms.standing()).isEmpty();
    }

    @Test
    void endsTheSessionWithTheLastRefusalThatItAllows() throws Exception {
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            refuse(talk, WatchedAuthHandler.MAX_FAILURES - 1);
            assertThat(talk.say("NOOP")).startsWith("250");
            assertThat(talk.plain("", "bob@example.org", "wrong")).isEqualTo(REFUSED);
            assertThat(talk.read()).isEqualTo(CLOSED);
        }
        assertThat(door.warden.events(Login.class)).hasSize(WatchedAuthHandler.MAX_FAILURES);
    }

    @Test
    void countsWhatIsUnreadableTowardsTheLimit() throws Exception {
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            refuse(talk, WatchedAuthHandler.MAX_FAILURES - 1);
            assertThat(talk.plain("", "b".repeat(300) + "@example.org", "x")).startsWith("501");
            assertThat(talk.read()).isEqualTo(CLOSED);
        }
    }

    @Test
    void leavesJamesItsAnswerWhenTheWardenFails() throws Exception {
        door.warden.answering(event -> {
            throw new IllegalStateException("test");
        });
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            assertThat(talk.plain("", "bob@example.org", "wrong")).isEqualTo(REFUSED);
            assertThat(talk.plain("", "bob@example.org", PASSWORD)).isEqualTo(ACCEPTED);
        }
        assertThat(door.alarms.standing()).extracting(Alarm::cause).containsExactly("smtp-hook-failed");
    }

    @Test
    void recordsTheClientsOwnAddressBehindABalancer() throws Exception {
        try (SmtpDoor balanced = SmtpDoor.openBehindBalancer();
                SmtpTalk talk = SmtpTalk.with(balanced.port(), "PROXY TCP4 203.0.113.77 127.0.0.1 40000 25")) {
            assertThat(talk.plain("", "bob@example.org", PASSWORD)).isEqualTo(ACCEPTED);
            assertThat(balanced.warden.events(Login.class))
                    .extracting(login -> login.source().orElseThrow().address())
                    .containsExactly(Address.parse("203.0.113.77").orElseThrow());
        }
    }

    private static void refuse(SmtpTalk talk, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            assertThat(talk.plain("", "bob@example.org", "wrong")).isEqualTo(REFUSED);
        }
    }

    private String onlySession() {
        return door.warden.events(Login.class).get(0).source().orElseThrow().session();
    }

    private Login onlyLogin() {
        assertThat(door.warden.events(Login.class)).hasSize(1);
        return door.warden.events(Login.class).get(0);
    }
}
