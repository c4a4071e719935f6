package io.mailwarden.imap;

import static io.mailwarden.imap.ImapDoor.PASSWORD;
import static io.mailwarden.imap.ImapTalk.base64;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.verdict.Verdict;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a rejected client reads, compared with what James alone answers to a wrong password. */
class RejectedLoginTest {

    @FunctionalInterface
    private interface Attempt {
        String with(ImapTalk talk, String password) throws IOException;
    }

    private ImapDoor door;
    private ImapDoor stock;

    @BeforeEach
    void open() throws Exception {
        door = ImapDoor.open();
        stock = ImapDoor.stock();
        door.warden.answering(new Verdict.Reject(new Explanation("test")));
    }

    @AfterEach
    void close() {
        door.close();
        stock.close();
    }

    @Test
    void readsTheAnswerToAWrongPasswordOnLogin() throws Exception {
        readsTheAnswerToAWrongPassword((talk, password) -> talk.say("LOGIN bob@example.org " + password));
    }

    @Test
    void readsTheAnswerToAWrongPasswordOnPlain() throws Exception {
        readsTheAnswerToAWrongPassword((talk, password) -> talk.plain("", "bob@example.org", password));
    }

    @Test
    void readsTheAnswerToAWrongPasswordOnPlainAfterAContinuation() throws Exception {
        String expected = afterContinuation(stock, "wrong");
        assertThat(afterContinuation(door, PASSWORD)).isEqualTo(expected);
        assertThat(afterContinuation(door, "wrong")).isEqualTo(expected);
        assertThat(expected).startsWith("+").contains("a1 NO");
        assertThat(door.mailboxes.provisioned()).isEmpty();
        assertThat(door.warden.events(Login.class))
                .extracting(Login::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.REFUSED);
    }

    @Test
    void readsTheAnswerToAWrongPasswordOnDelegation() throws Exception {
        readsTheAnswerToAWrongPassword(
                (talk, password) -> talk.plain("carol@example.org", "bob@example.org", password));
    }

    @Test
    void readsTheAnswerToAWrongPasswordOnForbiddenAndUnknownDelegation() throws Exception {
        String wrong;
        try (ImapTalk talk = ImapTalk.with(stock.port())) {
            wrong = talk.plain("carol@example.org", "bob@example.org", "wrong");
        }
        for (String other : new String[] {"dave@example.org", "nobody@example.org"}) {
            try (ImapTalk talk = ImapTalk.with(door.port())) {
                assertThat(talk.plain(other, "bob@example.org", PASSWORD)).isEqualTo(wrong);
            }
        }
    }

    @Test
    void mayLogInInTheSameSessionWhenTheVerdictChanges() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.say("LOGIN bob@example.org " + PASSWORD)).startsWith("a1 NO");
            door.warden.answering(Verdict.ALLOW);
            assertThat(talk.say("LOGIN bob@example.org " + PASSWORD)).startsWith("a1 OK");
        }
    }

    // Three times: the third is one too many for James. After each, a command that needs a login tells whether there is
    // one.
    private void readsTheAnswerToAWrongPassword(Attempt attempt) throws IOException {
        String expected = transcript(stock, attempt, "wrong");
        assertThat(transcript(door, attempt, PASSWORD)).isEqualTo(expected);
        assertThat(transcript(door, attempt, "wrong")).isEqualTo(expected);
        assertThat(expected).contains("a1 NO").endsWith("ended");
        assertThat(door.mailboxes.provisioned()).isEmpty();
        assertThat(door.mailboxes.checked()).isEqualTo(6);
        assertThat(door.warden.events(Login.class))
                .extracting(Login::outcome)
                .containsExactly(
                        Outcome.ACCEPTED,
                        Outcome.ACCEPTED,
                        Outcome.ACCEPTED,
                        Outcome.REFUSED,
                        Outcome.REFUSED,
                        Outcome.REFUSED);
    }

    // One attempt and no more: James may still wait for the continuation when its answer is out.
    private static String afterContinuation(ImapDoor server, String password) throws IOException {
        try (ImapTalk talk = ImapTalk.with(server.port())) {
            String more = talk.say("AUTHENTICATE PLAIN");
            return more + talk.goOn(base64("\0bob@example.org\0" + password));
        }
    }

    private static String transcript(ImapDoor server, Attempt attempt, String password) throws IOException {
        StringBuilder all = new StringBuilder();
        try (ImapTalk talk = ImapTalk.with(server.port())) {
            for (int i = 0; i < 2; i++) {
                all.append(attempt.with(talk, password)).append(talk.say("DELETE box"));
            }
            // James closes here; whether its BYE still arrives depends on the command.
            all.append(attempt.with(talk, password).contains("a1") ? "went on" : "ended");
        }
        return all.toString();
    }
}
