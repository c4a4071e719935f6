package io.mailwarden.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Login;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxies, users looked up under another name, and administrators who log in as users. */
class DovecotFrontendsTest {

    private static final String DOVECOT = "May  3 06:00:00 mail dovecot: ";
    private static final String PEER = "method=PLAIN, rip=198.51.100.7, lip=192.0.2.1, TLS, session=<s1>";
    private static final String LOGIN = DOVECOT + "imap-login: Login: user=<bob@example.org>, " + PEER;

    private static void isBobsLogin(Reading read) {
        Login login = (Login) read.only();
        assertThat(login.accepted()).isTrue();
        assertThat(login.account().name()).isEqualTo("bob@example.org");
        assertThat(login.source().orElseThrow().address()).hasToString("198.51.100.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "started proxying to 10.0.0.5:143 (0.012 secs)",
                "started proxying to backend1:993",
                "started proxying to [2001:db8::1]:143",
                "Started proxying to 10.0.0.5",
            })
    void aFrontendKnowsTheClient(String said) {
        isBobsLogin(Reading.of(
                DOVECOT + "imap-login: Info: proxy(bob@example.org): " + said + ": user=<bob@example.org>, " + PEER));
    }

    @Test
    void whatAProxySaysBesidesTeachesNothing() {
        Reading read = Reading.of(
                DOVECOT + "imap-login: proxy(bob@example.org): disconnecting 198.51.100.7 (Disconnected by client): "
                        + "user=<bob@example.org>, " + PEER,
                DOVECOT
                        + "imap-login: Error: proxy(bob@example.org): connect(10.0.0.5, 143) failed: Connection refused: "
                        + "user=<bob@example.org>, " + PEER);

        assertThat(read.events()).isEmpty();
        assertThat(read.summary().nothingToLearn()).isEqualTo(2);
    }

    @Test
    void aRefusalThatTheProxyAndTheDoorTellIsOne() {
        Reading read = Reading.of(
                DOVECOT + "imap-login: proxy(bob@example.org): Login failed to 10.0.0.5:143: Authentication failed.: "
                        + "user=<bob@example.org>, " + PEER,
                DOVECOT + "imap-login: Disconnected (auth failed, 1 attempts in 3 secs): user=<bob@example.org>, "
                        + PEER);

        assertThat(read.logins()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user=<bob@example.org>, orig_user=<anna@example.org>, ",
                "user=<bob@example.org>, orig_user=<>, ",
                "user=<bob@example.org>, login_user=<x>, orig_user=<y>, ",
                "user=<bob@example.org>, auth_user=<bob@example.org>, ",
            })
    void theUserIsWhoWasFound(String names) {
        isBobsLogin(Reading.of(DOVECOT + "imap-login: Login: " + names + PEER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"user=<bob@example.org>, rip=<x>, ", "user=<bob@example.org>, x, ", "user=<bob>, orig_user, "})
    void anyOtherNameIsNobodys(String names) {
        Reading read = Reading.of(DOVECOT + "imap-login: Login: " + names + PEER);

        assertThat(read.events()).isEmpty();
        assertThat(read.summary().skipped()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth: passwd-file(admin@example.org,198.51.100.7,master,<s1>): Master user logging in as bob@example.org",
                "auth: passwd-file(admin@example.org,198.51.100.7): Master user logging in as bob@example.org",
                "auth(admin@example.org,198.51.100.7,sasl:plain)<s1>: passwd-file: Master user logging in as bob@example.org",
            })
    void anAdministratorIsNoHabitOfTheOwner(String said) {
        Reading read = Reading.of(DOVECOT + said, LOGIN, LOGIN.replace("06:00:00", "06:10:00"));

        assertThat(read.logins())
                .extracting(login -> login.secret().delegate())
                .containsExactly(java.util.Optional.of(new Account("admin@example.org")), java.util.Optional.empty());
    }

    @Test
    void anAdministratorWhomTheLogDoesNotNameIsPassedOver() {
        Reading read = Reading.of(
                DOVECOT + "auth: Master user logging in as bob@example.org",
                LOGIN,
                LOGIN.replace("06:00:00", "06:10:00"));

        assertThat(((Login) read.only()).at()).isEqualTo("2026-05-03T06:10:00Z");
        assertThat(read.summary().count(Reason.MASTER)).isEqualTo(1);
        assertThat(read.summary().skipped()).isEmpty();
    }

    @Test
    void theLineItselfMayNameTheAdministrator() {
        Reading read = Reading.of(
                DOVECOT + "imap-login: Login: user=<bob@example.org>, master_user=<admin@example.org>, " + PEER);

        assertThat(((Login) read.only()).secret().delegate()).contains(new Account("admin@example.org"));
    }
}
