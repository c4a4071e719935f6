package io.mailwarden.imap;

import static io.mailwarden.engine.fixtures.TokenIssuer.initialResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.fixtures.TokenIssuer;
import io.mailwarden.engine.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchedTokensTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final String WRONG = "e30.e30.AAAA";
    private static final Verdict REJECT = new Verdict.Reject(new Explanation("test"));

    private TokenIssuer issuer;
    private ImapDoor door;

    @BeforeEach
    void open() throws Exception {
        issuer = TokenIssuer.start();
        door = ImapDoor.openFor(issuer);
    }

    @AfterEach
    void close() {
        door.close();
        issuer.close();
    }

    @Test
    void recordsARightTokenWithTheInitialResponseAndAfterTheContinuation() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.say(auth("OAUTHBEARER", "bob@example.org", rightToken())))
                    .startsWith("a1 OK");
        }
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.say("AUTHENTICATE XOAUTH2")).startsWith("+");
            assertThat(talk.goOn(initialResponse("bob@example.org", rightToken())))
                    .startsWith("a1 OK");
        }
        assertThat(door.warden.events(Login.class))
                .extracting(Login::account, Login::outcome, Login::secret)
                .containsExactly(
                        tuple(BOB, Outcome.ACCEPTED, Login.Secret.NONE),
                        tuple(BOB, Outcome.ACCEPTED, Login.Secret.NONE));
    }

    @Test
    void recordsTheActingAccountAndTheAuthenticationIdOfTheToken() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.say(auth("OAUTHBEARER", "dave@example.org", rightToken())))
                    .startsWith("a1 NO");
            assertThat(talk.say(auth("OAUTHBEARER", "carol@example.org", rightToken())))
                    .startsWith("a1 OK");
        }
        Login.Secret bobs = new Login.Secret(OptionalInt.empty(), Optional.of(BOB));
        assertThat(door.warden.events(Login.class))
                .extracting(Login::account, Login::outcome, Login::secret)
                .containsExactly(
                        tuple(BOB, Outcome.REFUSED, Login.Secret.NONE),
                        tuple(new Account("carol@example.org"), Outcome.ACCEPTED, bobs));
    }

    @Test
    void recordsAWrongTokenOnceAndNothingForWhatHoldsNone() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.say(auth("OAUTHBEARER", "bob@example.org", WRONG))).startsWith("a1 NO");
            assertThat(talk.say("AUTHENTICATE OAUTHBEARER AAAA")).startsWith("a1 NO");
        }
        assertThat(door.warden.events(Login.class))
                .extracting(Login::account, Login::outcome, Login::secret)
                .containsExactly(tuple(BOB, Outcome.REFUSED, Login.Secret.NONE));
    }

    @Test
    void answersARejectedTokenAsAWrongOne() throws Exception {
        String wrong;
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            wrong = talk.say(auth("XOAUTH2", "bob@example.org", WRONG));
        }
        door.warden.answering(REJECT);
        for (String user : List.of("bob@example.org", "carol@example.org", "dave@example.org")) {
            try (ImapTalk talk = ImapTalk.with(door.port())) {
                assertThat(talk.say(auth("XOAUTH2", user, rightToken()))).isEqualTo(wrong);
                assertThat(talk.say("DELETE box")).doesNotContain("OK");
            }
        }
        assertThat(door.warden.events(Login.class)).hasSize(4);
        assertThat(door.mailboxes.provisioned()).isEmpty();
    }

    private String rightToken() {
        return issuer.tokenFor("bob@example.org");
    }

    private static String auth(String mechanism, String user, String token) {
        return "AUTHENTICATE " + mechanism + " " + initialResponse(user, token);
    }
}
