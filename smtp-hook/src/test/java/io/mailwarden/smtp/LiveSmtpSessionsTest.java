package io.mailwarden.smtp;

import static io.mailwarden.smtp.SmtpDoor.PASSWORD;
import static io.mailwarden.smtp.SmtpTalk.CLOSED;
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
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveSmtpSessionsTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final String BLOCKED = "550 5.7.1 This account is blocked, ask your administrator";
    private static final String ENDED = "421 4.7.0 Session ended by the server";

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
    void listsWhoHasLoggedInUntilTheConnectionEnds() throws Exception {
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            assertThat(door.sessions.count()).isZero();
            talk.plain("", "Bob@Example.org", PASSWORD);

            LiveSession live = onlySession();
            assertThat(live.account()).isEqualTo(BOB);
            assertThat(live.details().protocol()).isEqualTo(Protocol.SMTP);
            assertThat(live.details().address()).isEqualTo(Address.parse("127.0.0.1"));
            assertThat(live.details().client().toString()).contains("laptop");
            assertThat(live.since()).isEqualTo(door.clock.instant());
        }
        assertEventuallyEmpty();
        assertThat(door.sessions.opened()).isEqualTo(1);
        assertThat(door.alarms.standing()).isEmpty();
    }

    @Test
    void listsNobodyWhoWasNotLetIn() throws Exception {
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            talk.plain("", "bob@example.org", "wrong");
            door.warden.answering(new Verdict.Reject(new Explanation("test")));
            talk.plain("", "bob@example.org", PASSWORD);
        }
        assertThat(door.sessions.opened()).isZero();
    }

    @Test
    void opensNoSecondSessionOnOneConnection() throws Exception {
        try (SmtpTalk talk = loggedIn()) {
            assertThat(talk.plain("", "bob@example.org", PASSWORD)).startsWith("503");
            assertThat(door.sessions.opened()).isEqualTo(1);
        }
    }

    @Test
    void countsBytesAndMessages() throws Exception {
        try (SmtpTalk talk = loggedIn()) {
            LiveSession before = onlySession();
            talk.say("NOOP");
            LiveSession after = onlySession();
            assertThat(after.traffic().bytesReceived() - before.traffic().bytesReceived())
                    .isEqualTo("NOOP\r\n".length());
            assertThat(after.traffic().bytesSent())
                    .isGreaterThan(before.traffic().bytesSent());
            assertThat(after.traffic().messages()).isZero();

            begin(talk);
            assertThat(talk.say("Subject: test\r\n\r\ntext\r\n.")).startsWith("250");

            assertThat(onlySession().traffic().messages()).isEqualTo(1);
            assertThat(door.accepted).hasSize(1);
        }
    }

    @Test
    void refusesEachStepOfABlockedAccountAndHangsUp() throws Exception {
        for (String step : List.of("MAIL FROM:<bob@example.org>", "RCPT TO:<x@example.net>", "DATA", "NOOP", "RSET")) {
            door.warden.restricting(BOB, Restriction.NONE);
            try (SmtpTalk talk = loggedIn()) {
                if (step.startsWith("RCPT") || step.equals("DATA")) {
                    talk.say("MAIL FROM:<bob@example.org>");
                    talk.say("RCPT TO:<carol@example.net>");
                }
                door.warden.restricting(BOB, Restriction.BLOCK);

                assertThat(talk.say(step)).as(step).isEqualTo(BLOCKED);
                assertThat(talk.read()).as(step).isEqualTo(CLOSED);
            }
        }
        assertEventuallyEmpty();
        assertThat(door.sessions.ended(SessionEndReason.BLOCK)).isEqualTo(5);
    }

    @Test
    void acceptsNoMessageThatABlockComesInTheMiddleOf() throws Exception {
        try (SmtpTalk talk = loggedIn()) {
            begin(talk);
            talk.send("Subject: half");
            door.warden.restricting(BOB, Restriction.BLOCK);
            door.sessions.endAll(BOB, SessionEndReason.BLOCK);

            assertThat(talk.read()).matches("(421 4|550 5)\\.7\\.1 This account is blocked, ask your administrator");
            talk.send("\r\nthe rest\r\n.");
            assertThat(talk.read()).isEqualTo(CLOSED);
        }
        assertThat(door.accepted).isEmpty();
    }

    @Test
    void acceptsNoMessageThatABlockComesJustBeforeTheEndOf() throws Exception {
        try (SmtpTalk talk = loggedIn()) {
            begin(talk);
            talk.send("Subject: nearly");
            door.warden.restricting(BOB, Restriction.BLOCK);

            assertThat(talk.say("\r\nall of it\r\n.")).isEqualTo(BLOCKED);
            assertThat(talk.read()).isEqualTo(CLOSED);
        }
        assertThat(door.accepted).isEmpty();
    }

    @Test
    void tellsWhoIsIdleThatTheSessionEnds() throws Exception {
        try (SmtpTalk talk = loggedIn()) {
            assertThat(door.sessions.end(onlySession().id(), SessionEndReason.ADMINISTRATOR))
                    .isTrue();

            assertThat(talk.read()).isEqualTo(ENDED);
            assertThat(talk.read()).isEqualTo(CLOSED);
        }
        assertThat(door.sessions.count()).isZero();
        assertThat(door.sessions.ended(SessionEndReason.ADMINISTRATOR)).isEqualTo(1);
    }

    @Test
    void refusesWhatARestrictedAccountSendsAndLetsItTalkOn() throws Exception {
        try (SmtpTalk talk = loggedIn()) {
            talk.say("MAIL FROM:<bob@example.org>");
            door.warden.restricting(BOB, Restriction.REFUSE);
            assertThat(talk.say("RCPT TO:<x@example.net>"))
                    .isEqualTo("550 5.7.1 Sending from this account is blocked, ask your administrator");
            door.warden.restricting(BOB, Restriction.DEFER);
            assertThat(talk.say("RCPT TO:<x@example.net>"))
                    .isEqualTo("451 4.7.1 Sending from this account is not possible now, try again later");
            door.warden.restricting(BOB, Restriction.HOLD);
            assertThat(talk.say("RCPT TO:<x@example.net>")).startsWith("250");
            assertThat(talk.say("DATA")).startsWith("354");
            door.warden.restricting(BOB, Restriction.REFUSE);
            assertThat(talk.say("Subject: test\r\n\r\ntext\r\n.")).startsWith("550 5.7.1 Sending");
            assertThat(talk.say("NOOP")).startsWith("250");
        }
        assertThat(door.accepted).isEmpty();
    }

    @Test
    void leavesOtherServersAlone() throws Exception {
        door.warden.restricting(BOB, Restriction.BLOCK);
        try (SmtpTalk talk = SmtpTalk.with(door.port())) {
            begin(talk);
            assertThat(talk.say("Subject: test\r\n\r\ntext\r\n.")).startsWith("250");
        }
        assertThat(door.accepted).hasSize(1);
    }

    @Test
    void leavesNothingBehindOfConnectionsThatVanish() throws Exception {
        for (int i = 0; i < 50; i++) {
            loggedIn().close();
        }
        assertEventuallyEmpty();
        assertThat(door.sessions.opened()).isEqualTo(50);
    }

    private SmtpTalk loggedIn() throws IOException {
        SmtpTalk talk = SmtpTalk.with(door.port());
        assertThat(talk.plain("", "bob@example.org", PASSWORD)).startsWith("235");
        return talk;
    }

    private static void begin(SmtpTalk talk) throws IOException {
        assertThat(talk.say("MAIL FROM:<bob@example.org>")).startsWith("250");
        assertThat(talk.say("RCPT TO:<x@example.net>")).startsWith("250");
        assertThat(talk.say("DATA")).startsWith("354");
    }

    private LiveSession onlySession() {
        List<LiveSession> all = door.sessions.list(Optional.empty(), 10);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    // James hears of a closed connection a little later than the client.
    private void assertEventuallyEmpty() {
        assertEventually(() -> door.sessions.count() == 0);
    }

    private static void assertEventually(BooleanSupplier done) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(done.getAsBoolean()).isTrue();
    }
}
