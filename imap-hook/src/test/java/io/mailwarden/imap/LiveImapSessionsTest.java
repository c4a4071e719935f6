package io.mailwarden.imap;

import static io.mailwarden.imap.ImapDoor.PASSWORD;
import static io.mailwarden.imap.ImapTalk.CLOSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.response.session.LiveSession;
import io.mailwarden.engine.response.session.SessionEndReason;
import io.mailwarden.engine.verdict.Restriction;
import io.mailwarden.engine.verdict.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveImapSessionsTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final Account CAROL = new Account("carol@example.org");
    private static final String BLOCKED = "* BYE This account is blocked, ask your administrator";
    private static final String ENDED = "* BYE Session ended by the server";

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
    void listsWhoHasLoggedInUntilTheConnectionEnds() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(door.sessions.count()).isZero();
            logIn(talk);

            LiveSession live = onlySession();
            assertThat(live.account()).isEqualTo(BOB);
            assertThat(live.details().authenticationId()).isEmpty();
            assertThat(live.details().protocol()).isEqualTo(Protocol.IMAP);
            assertThat(live.details().address()).isEqualTo(Address.parse("127.0.0.1"));
            assertThat(live.details().client().toString()).isEmpty();
            assertThat(live.since()).isEqualTo(door.clock.instant());
        }
        assertEventuallyEmpty();
        assertThat(door.sessions.opened()).isEqualTo(1);
        assertThat(door.alarms.standing()).isEmpty();
    }

    @Test
    void listsTheAuthenticationIdOfADelegatedSession() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            assertThat(talk.plain("carol@example.org", "bob@example.org", PASSWORD))
                    .startsWith("a1 OK");

            assertThat(onlySession().account()).isEqualTo(CAROL);
            assertThat(onlySession().details().authenticationId()).contains(BOB);

            assertThat(door.sessions.endAll(BOB, SessionEndReason.INCIDENT)).isEqualTo(1);
            assertThat(talk.read()).isEqualTo(ENDED);
            assertThat(talk.read()).isEqualTo(CLOSED);
        }
    }

    @Test
    void listsNobodyWhoWasNotLetIn() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            talk.say("LOGIN bob@example.org wrong");
            talk.plain("dave@example.org", "bob@example.org", PASSWORD);
            door.warden.answering(new Verdict.Reject(new Explanation("test")));
            talk.plain("", "bob@example.org", PASSWORD);
        }
        assertThat(door.sessions.opened()).isZero();
    }

    @Test
    void opensNoSecondSessionOnOneConnection() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            logIn(talk);
            assertThat(talk.plain("", "bob@example.org", PASSWORD)).doesNotContain("OK");
            assertThat(talk.say("LOGIN bob@example.org " + PASSWORD)).doesNotContain("OK");

            assertThat(door.sessions.opened()).isEqualTo(1);
            assertThat(door.sessions.count()).isEqualTo(1);
        }
    }

    @Test
    void takesTheNameThatComesBeforeOrAfterTheLogin() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            talk.say("ID (\"name\" \"Evolution\" \"version\" \"3.50\")");
            logIn(talk);
            assertThat(onlySession().details().client().toString()).isEqualTo("Evolution 3.50");

            talk.say("ID (\"name\" \"Mutt\")");
            assertThat(onlySession().details().client().toString()).isEqualTo("Mutt");
        }
    }

    @Test
    void countsBytes() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            logIn(talk);
            LiveSession before = onlySession();
            door.clock.advance(Duration.ofSeconds(5));
            String answer = talk.say("NOOP");

            LiveSession after = onlySession();
            assertThat(after.traffic().bytesReceived() - before.traffic().bytesReceived())
                    .isEqualTo("a1 NOOP\r\n".length());
            assertThat(after.traffic().bytesSent() - before.traffic().bytesSent())
                    .isEqualTo(answer.length() + 1);
            assertThat(after.lastActive()).isEqualTo(door.clock.instant());
        }
    }

    @Test
    void countsTheSameBytesWhenTheyAreCompressed() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            logIn(talk);
            assertThat(talk.compress()).startsWith("a1 OK");
            LiveSession before = onlySession();
            String answer = talk.say("NOOP");

            LiveSession after = onlySession();
            assertThat(answer).startsWith("a1 OK");
            assertThat(after.traffic().bytesReceived() - before.traffic().bytesReceived())
                    .isEqualTo("a1 NOOP\r\n".length());
            assertThat(after.traffic().bytesSent() - before.traffic().bytesSent())
                    .isEqualTo(answer.length() + 1);
        }
    }

    @Test
    void saysByeToWhoIsIdle() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            logIn(talk);
            assertThat(talk.say("IDLE")).startsWith("+");

            block();

            assertThat(talk.read()).isEqualTo(BLOCKED);
            assertThat(talk.read()).isEqualTo(CLOSED);
        }
        assertThat(door.sessions.ended(SessionEndReason.BLOCK)).isEqualTo(1);
    }

    @Test
    void saysByeCompressed() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            logIn(talk);
            talk.compress();
            assertThat(talk.say("IDLE")).startsWith("+");

            block();

            assertThat(talk.read()).isEqualTo(BLOCKED);
        }
    }

    @Test
    void answersABlockedAccountsCommandsWithBye() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            logIn(talk);
            door.warden.restricting(BOB, Restriction.BLOCK);

            assertThat(talk.say("NOOP")).isEqualTo(BLOCKED + "\n");
            assertThat(talk.read()).isEqualTo(CLOSED);
        }
        assertEventuallyEmpty();
    }

    @Test
    void lessThanABlockLeavesReadingAlone() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            logIn(talk);
            door.warden.restricting(BOB, Restriction.REFUSE);

            assertThat(talk.say("NOOP")).startsWith("a1 OK");
        }
    }

    @Test
    void closesTheSessionOnLogout() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            logIn(talk);
            talk.say("LOGOUT");
            assertEventuallyEmpty();
        }
        assertThat(door.sessions.ended(SessionEndReason.BLOCK)).isZero();
    }

    @Test
    void leavesNothingBehindOfConnectionsThatVanish() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (ImapTalk talk = ImapTalk.with(door.port())) {
                logIn(talk);
            }
        }
        assertEventuallyEmpty();
        assertThat(door.sessions.opened()).isEqualTo(50);
    }

    private void block() {
        door.warden.restricting(BOB, Restriction.BLOCK);
        door.sessions.endAll(BOB, SessionEndReason.BLOCK);
    }

    private static void logIn(ImapTalk talk) throws IOException {
        assertThat(talk.say("LOGIN bob@example.org " + PASSWORD)).startsWith("a1 OK");
    }

    private LiveSession onlySession() {
        List<LiveSession> all = door.sessions.list(Optional.empty(), 10);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    // James hears of a closed connection a little later than the client.
    private void assertEventuallyEmpty() {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (door.sessions.count() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(door.sessions.count()).isZero();
    }
}
