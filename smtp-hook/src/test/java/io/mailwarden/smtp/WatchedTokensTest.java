package io.mailwarden.smtp;

import static io.mailwarden.engine.fixtures.TokenIssuer.initialResponse;
import static io.mailwarden.smtp.SmtpTalk.CLOSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.fixtures.TokenIssuer;
import io.mailwarden.engine.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchedTokensTest {

    private static final Verdict REJECT = new Verdict.Reject(new Explanation("test"));
    private static final String WRONG = "e30.e30.AAAA";

    private TokenIssuer issuer;
    private SmtpDoor door;

    @BeforeEach
    void open() throws Exception {
        issuer = TokenIssuer.start();
        door = SmtpDoor.openFor(issuer);
    }

    @AfterEach
    void close() {
        door.close();
        issuer.close();
    }

    @Test
    void recordsARightToken() throws Exception {
        for (String mechanism : List.of("OAUTHBEARER", "xoauth2")) {
            try (SmtpTalk talk = SmtpTalk.with(door.port())) {
                assertThat(talk.say(auth(mechanism, "bob@example.org", rightToken())))
                        .startsWith("235");
            }
        }
        assertThat(door.warden.events(Login.class)).hasSize(2).allSatisfy(login -> {
            assertThat(login.account()).isEqualTo(new Account("bob@example.org"));
            assertThat(login.outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(login.secret()).isEqualTo(Login.Secret.NONE);
        });
    }

    @Test
    void recordsTheActingAccountAndTheAuthenticationIdOfTheToken() throws Exception {
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            assertThat(talk.say(auth("OAUTHBEARER", "carol@example.org", rightToken())))
                    .startsWith("235");
        }
        assertThat(onlyLogin().account()).isEqualTo(new Account("carol@example.org"));
        assertThat(onlyLogin().secret().delegate()).contains(new Account("bob@example.org"));
    }

    @Test
    void recordsAWrongTokenAndAForbiddenDelegationOnceEach() throws Exception {
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            assertThat(talk.say(auth("OAUTHBEARER", "bob@example.org", WRONG))).startsWith("334");
            assertThat(talk.say("AQ==")).startsWith("535");
            assertThat(talk.say(auth("OAUTHBEARER", "dave@example.org", rightToken())))
                    .startsWith("334");
            assertThat(talk.say("AQ==")).startsWith("535");
            assertThat(talk.say("NOOP")).startsWith("250");
        }
        assertThat(door.warden.events(Login.class))
                .extracting(login -> login.account().name(), Login::outcome)
                .containsExactly(tuple("bob@example.org", Outcome.REFUSED), tuple("dave@example.org", Outcome.REFUSED));
    }

    @Test
    void answersARejectedTokenAsStockJamesAnswersAWrongOne() throws Exception {
        door.warden.answering(REJECT);
        try (SmtpDoor stock = SmtpDoor.stock(issuer)) {
            String challenge;
            String refusal;
            try (SmtpTalk talk = SmtpTalk.with(stock.port())) {
                challenge = talk.say(auth("XOAUTH2", "bob@example.org", WRONG));
                refusal = talk.say("AQ==");
            }
            for (String token : List.of(rightToken(), WRONG)) {
                try (SmtpTalk talk = SmtpTalk.with(door.port())) {
                    assertThat(talk.say(auth("XOAUTH2", "bob@example.org", token)))
                            .isEqualTo(challenge);
                    assertThat(talk.say("AQ==")).isEqualTo(refusal);
                    assertThat(talk.say("NOOP")).startsWith("250");
                }
            }
        }
        assertThat(door.warden.events(Login.class)).hasSize(2);
    }

    @Test
    void endsTheSessionAfterTheLastTokenThatItAllows() throws Exception {
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            for (int i = 1; i < WatchedAuthHandler.MAX_FAILURES; i++) {
                refuse(talk);
                assertThat(talk.say("NOOP")).startsWith("250");
            }
            refuse(talk);
            assertThat(talk.read()).isEqualTo(CLOSED);
        }
    }

    @Test
    void leavesJamesItsAnswerToWhatHoldsNoToken() throws Exception {
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            assertThat(talk.say("AUTH OAUTHBEARER %%%")).startsWith("334");
            assertThat(talk.say("AQ==")).startsWith("535");
        }
        assertThat(door.warden.events()).isEmpty();
    }

    private static void refuse(SmtpTalk talk) throws IOException {
        assertThat(talk.say(auth("OAUTHBEARER", "bob@example.org", WRONG))).startsWith("334");
        assertThat(talk.say("AQ==")).startsWith("535");
    }

    private String rightToken() {
        return issuer.tokenFor("bob@example.org");
    }

    private static String auth(String mechanism, String user, String token) {
        return "AUTH " + mechanism + " " + initialResponse(user, token);
    }

    private Login onlyLogin() {
        assertThat(door.warden.events(Login.class)).hasSize(1);
        return door.warden.events(Login.class).get(0);
    }
}
