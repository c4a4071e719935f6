package io.mailwarden.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Protocol;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DovecotLinesTest {

    private static final String PEER = "user=<bob@example.org>, method=PLAIN, rip=198.51.100.7, lip=192.0.2.1";
    private static final String CLOSED = "imap-login: Disconnected: Connection closed (auth failed, %d attempts in 9 "
            + "secs): " + PEER + ", TLS, session=<abc>";
    private static final String MISMATCH =
            "auth: passwd-file(bob@example.org,198.51.100.7,<abc>): Password mismatch (given password: secret1)";

    private static String at(String time, String text) {
        return "May  3 " + time + " mail dovecot: " + text;
    }

    private static Login.Source source(Login login) {
        return login.source().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"imap, IMAP", "pop3, POP3", "managesieve, MANAGESIEVE", "submission, SMTP"})
    void aLoginHasTheProtocolOfItsDoor(String door, Protocol protocol) {
        Login login =
                (Login) Reading.of(at("06:00:00", door + "-login: Login: " + PEER + ", mpid=7, TLS, session=<x/1+>"))
                        .only();

        assertThat(login.protocol()).isEqualTo(protocol);
        assertThat(login.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(source(login).address()).hasToString("198.51.100.7");
        assertThat(source(login).tls()).isTrue();
        assertThat(source(login).session()).isEqualTo("x/1+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imap-login: Disconnected (auth failed, 1 attempts): " + PEER,
                "imap-login: Aborted login (auth failed, 1 attempts in 5 secs): " + PEER + ", TLS, session=<a>",
                "pop3-login: Info: Disconnected: Too many bad commands (auth failed, 1 attempts in 0 secs): " + PEER,
                "imap-login: Disconnected: Inactivity (auth failed, 1 attempts in 179 secs): " + PEER + ", TLS",
                "imap-login: Info: Login aborted: Connection closed (auth failed, 1 attempts in 2 secs) (auth_failed): "
                        + PEER + ", TLS: Connection closed, session=<a>",
                "auth: passwd-file(bob@example.org,198.51.100.7): unknown user",
                "auth: Info: ldap(bob@example.org,198.51.100.7,<a>): invalid credentials",
                "dovecot: auth(default): pam(bob@example.org,198.51.100.7): pam_authenticate() failed: User not known to"
                        + " the underlying authentication module: 2 Time(s)",
                "auth-worker(7): conn unix:auth-worker (pid=8,uid=9): auth-worker<4>: sql(bob@example.org,198.51.100.7):"
                        + " Password mismatch",
                "auth-worker(7): Info: conn unix:auth-worker (pid=8,uid=9): auth-worker<4>: sql(bob@example.org,198.51"
                        + ".100.7): unknown user",
                "auth-worker(bob@example.org,198.51.100.7)<823>: request [1]: Info: sql: Password mismatch",
                "auth(bob@example.org,198.51.100.7,sasl:plain)<abc>: passwd-file: unknown user",
            })
    void eachFormOfFailureIsOneRefusedLogin(String text) {
        Login login = (Login) Reading.of(at("06:00:00", text)).only();

        assertThat(login.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(login.account().name()).isEqualTo("bob@example.org");
        assertThat(source(login).address()).hasToString("198.51.100.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imap-login: Disconnected (no auth attempts in 0 secs): user=<>, rip=198.51.100.7, lip=192.0.2.1",
                "imap(bob@example.org)<1><abc>: Disconnected: Logged out in=1 out=2",
                "lmtp(bob@example.org)<1><abc>: sieve: msgid=<a@b>: stored mail into mailbox 'INBOX'",
                "auth: Debug: passwd-file(bob@example.org,198.51.100.7): lookup: user=bob",
                "master: Warning: SIGHUP received - reloading configuration",
            })
    void otherLinesTeachNothing(String text) {
        Reading read = Reading.of(at("06:00:00", text));

        assertThat(read.events()).isEmpty();
        assertThat(read.summary().skipped()).isEmpty();
        assertThat(read.summary().nothingToLearn()).isEqualTo(1);
    }

    @Test
    void aFailureThatTwoProgramsTellOfIsOneWithItsProtocol() {
        Reading read = Reading.of(at("06:00:00", MISMATCH), at("06:00:09", String.format(Locale.ROOT, CLOSED, 1)));

        Login login = (Login) read.only();
        assertThat(login.at()).isEqualTo("2026-05-03T06:00:00Z");
        assertThat(login.protocol()).isEqualTo(Protocol.IMAP);
        assertThat(read.summary().toldTwice()).isEqualTo(1);
    }

    @Test
    void theDoorTellsOfFailuresThatAuthDidNotTell() {
        Reading read = Reading.of(at("06:00:00", MISMATCH), at("06:00:09", String.format(Locale.ROOT, CLOSED, 3)));

        assertThat(read.logins()).hasSize(3).allMatch(login -> login.protocol() == Protocol.IMAP);
    }

    @Test
    void whatAuthToldCountsWhenNoDoorDoes() {
        Reading read = Reading.of(at("06:00:00", MISMATCH), at("06:30:00", String.format(Locale.ROOT, CLOSED, 1)));

        assertThat(read.logins()).extracting(Login::protocol).containsExactly(Protocol.OTHER, Protocol.IMAP);
    }

    @Test
    void aDoorThatTellsLateDoesNotTellAgain() {
        Reading read = Reading.of(
                at("06:00:00", MISMATCH),
                at("06:02:30", "pop3-login: Login: user=<eve@example.org>, rip=192.0.2.9, lip=192.0.2.1"),
                at("06:03:00", String.format(Locale.ROOT, CLOSED, 1)));

        assertThat(read.logins()).filteredOn(login -> !login.accepted()).hasSize(1);
        assertThat(read.summary().late()).isZero();
    }

    @Test
    void aSecondPasswordDatabaseThatKnowsTheUserMakesItNoFailure() {
        Reading read = Reading.of(
                at("06:00:00", "auth: passwd-file(bob@example.org,198.51.100.7,<abc>): unknown user"),
                at("06:00:00", "imap-login: Login: " + PEER + ", mpid=7, TLS, session=<abc>"));

        assertThat(((Login) read.only()).accepted()).isTrue();
    }

    @Test
    void aWrongPasswordBeforeTheRightOneStaysAFailure() {
        Reading read = Reading.of(
                at("06:00:00", MISMATCH),
                at("06:00:20", "imap-login: Login: " + PEER + ", mpid=7, TLS, session=<abc>"));

        assertThat(read.logins()).extracting(Login::outcome).containsExactly(Outcome.REFUSED, Outcome.ACCEPTED);
    }

    @Test
    void anSmtpFailureThatAuthToldTooIsOne() {
        Reading read = Reading.of(
                at("06:00:00", MISMATCH),
                "May  3 06:00:02 mail postfix/smtpd[9]: warning: unknown[198.51.100.7]: SASL PLAIN authentication failed: "
                        + "(reason unavailable), sasl_username=bob@example.org");

        assertThat(((Login) read.only()).protocol()).isEqualTo(Protocol.SMTP);
    }

    @Test
    void aClientThatTellsItsNameFirstIsTheClientOfTheLogin() {
        Reading read = Reading.of(
                at(
                        "06:00:00",
                        "imap-login: ID sent: name=Thunderbird, version=128.0, vendor=A, Inc., os=Linux: user=<>, "
                                + "rip=198.51.100.7, lip=192.0.2.1, TLS, session=<abc>"),
                at("06:00:00", "imap-login: Login: " + PEER + ", mpid=7, TLS, session=<abc>"),
                at("06:00:00", "imap-login: Login: " + PEER + ", mpid=8, TLS, session=<other>"));

        assertThat(read.logins())
                .extracting(login -> source(login).client().toString())
                .containsExactlyInAnyOrder("Thunderbird 128.0 Linux", "");
    }

    @Test
    void aClientThatTellsItsNameAfterTheLoginFollowsIt() {
        Reading read = Reading.of(
                at("06:00:00", "imap-login: Login: " + PEER + ", mpid=7, TLS, session=<abc>"),
                at("06:00:00", "imap(bob@example.org)<7><abc>: ID sent: name=Thunderbird, version=128.0"));

        assertThat(read.events()).last().isInstanceOfSatisfying(ClientSeen.class, seen -> {
            assertThat(seen.session()).isEqualTo("abc");
            assertThat(seen.client().family()).isEqualTo("Thunderbird");
        });
    }

    @Test
    void noPasswordIsInTheExamples() {
        Reading read = Reading.of(at("06:00:00", MISMATCH.replace("bob@example.org", "bob")));

        assertThat(read.summary().skipped().toString())
                .contains("passwd-file(bob,")
                .doesNotContain("secret1");
    }
}
