package io.mailwarden.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refused login is one in which a password was wrong; what else goes wrong is none. */
class KindsOfFailureTest {

    private static final String DOVECOT = "May  3 06:00:00 mail dovecot: ";
    private static final String PEER = "user=<bob@example.org>, method=PLAIN, rip=198.51.100.7, lip=192.0.2.1, TLS";
    private static final String POSTFIX =
            "May  3 06:00:03 mail postfix/smtpd[9]: warning: unknown[198.51.100.7]: SASL %s, "
                    + "sasl_username=bob@example.org";

    private static void isOneRefused(Reading read) {
        Login login = (Login) read.only();
        assertThat(login.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(login.account().name()).isEqualTo("bob@example.org");
        assertThat(login.source().orElseThrow().address()).hasToString("198.51.100.7");
    }

    private static void isNoWrongPassword(Reading read) {
        assertThat(read.events()).isEmpty();
        assertThat(read.summary().count(Reason.NO_WRONG_PASSWORD)).isEqualTo(1);
        assertThat(read.summary().skipped()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Disconnected: Connection closed: read(size=988) failed: Connection reset by peer (auth failed, 1 attempts in"
                        + " 2 secs)",
                "Disconnected: Connection closed: SSL_read() failed: error:0A000126:SSL routines::unexpected eof (auth failed, "
                        + "1 attempts in 3 secs)",
                "Login aborted: Connection closed: read(size=1) failed: x (auth failed, 1 attempts in 2 secs) (auth_failed)",
                "Disconnected: Inactivity during authentication (auth failed, 1 attempts in 180 secs)",
                "proxy(bob@example.org): Login failed to 192.0.2.9:143: Authentication failed.",
                "proxy(bob@example.org): Login failed to backend1:143 (0.1 secs): [AUTHENTICATIONFAILED] no",
            })
    void theDoorToldOfAWrongPassword(String why) {
        isOneRefused(Reading.of(DOVECOT + "imap-login: " + why + ": " + PEER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Disconnected (auth service reported temporary failure)",
                "Disconnected: Auth process broken (auth process communication failure)",
                "Disconnected (disconnected before auth was ready, waited 2 secs)",
                "Disconnected (client didn't finish SASL auth, waited 9 secs)",
                "Aborted login (tried to use disallowed plaintext auth)",
                "Disconnected (internal failure, 1 successful auths)",
                "Login aborted: Logged out (user disabled) (user_disabled)",
                "Disconnected: (password expired)",
                "proxy(bob@example.org): Login failed to 192.0.2.9:143: [UNAVAILABLE] Temporary authentication failure",
                "proxy(bob@example.org): Login failed to 192.0.2.9:143: Timed out",
            })
    void theDoorToldOfTrouble(String why) {
        isNoWrongPassword(Reading.of(DOVECOT + "imap-login: " + why + ": " + PEER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth: oauth2(bob@example.org,198.51.100.7,<a>): Password mismatch",
                "auth: (bob@example.org,198.51.100.7,<a>): invalid credentials",
                "auth: ldap(bob@example.org,198.51.100.7): Password mismatch (for LDAP bind)",
                "auth: passwd-file(bob@example.org,198.51.100.7,master,<a>): Password mismatch",
                "auth-worker(12): conn unix:auth-worker (pid=8,uid=9): auth-worker<4>: sql2(bob@example.org,198.51.100.7):"
                        + " Password mismatch",
                "auth(bob@example.org,198.51.100.7,sasl:xoauth2)<a>: oauth2: Password mismatch",
                "auth(bob@example.org,198.51.100.7,sasl:plain)<a>: unknown user",
                "auth: checkpassword(bob@example.org,198.51.100.7): Login failed (status=1)",
                "auth-worker(1): pam(bob@example.org,198.51.100.7): pam_authenticate() failed: Authentication failure (Password"
                        + " mismatch?)",
            })
    void everyDriverToldsOfAWrongPassword(String said) {
        isOneRefused(Reading.of(DOVECOT + said));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth-worker(1): pam(bob@example.org,198.51.100.7): pam_authenticate() failed: Permission denied",
                "auth-worker(1): pam(bob@example.org,198.51.100.7): pam_acct_mgmt() failed: User account has expired",
                "auth: policy(bob@example.org,198.51.100.7,<a>): Authentication failure due to policy server refusal",
                "auth: (bob@example.org,198.51.100.7,<a>): allow_nets check failed: IP not in allowed networks",
                "auth: oauth2(bob@example.org,198.51.100.7,<a>): oauth2 failed: Token is expired",
            })
    void aRuleIsNoWrongPasswordThoughTheDoorSaysSo(String said) {
        isNoWrongPassword(Reading.of(
                DOVECOT + said, DOVECOT + "imap-login: Disconnected (auth failed, 1 attempts in 2 secs): " + PEER));
        isNoWrongPassword(
                Reading.of(DOVECOT + said, POSTFIX.formatted("PLAIN authentication failed: (reason unavailable)")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOGIN authentication failed: UGFzc3dvcmQ6",
                "PLAIN authentication failed: (reason unavailable)",
                "PLAIN authentication failed: authentication failure",
                "LOGIN authentication failed: Invalid credentials",
                "CRAM-MD5 authentication failed: user not found",
                "PLAIN authentication failure: x",
            })
    void postfixToldOfAWrongPassword(String said) {
        isOneRefused(Reading.of(POSTFIX.formatted(said)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOGIN authentication failed: Connection lost to authentication server",
                "PLAIN authentication failed: Temporary authentication failure",
                "PLAIN authentication failed: Invalid authentication mechanism",
                "PLAIN authentication failed: generic failure",
                "PLAIN authentication failed: no mechanism available",
                "LOGIN authentication failed: Invalid base64 data in response",
            })
    void postfixToldOfTrouble(String said) {
        isNoWrongPassword(Reading.of(POSTFIX.formatted(said)));
    }

    @Test
    void aNameThatReadsAsTroubleIsARefusedLoginAllTheSame() {
        Reading read = Reading.of("May  3 06:00:03 mail postfix/smtpd[9]: warning: unknown[198.51.100.7]: SASL PLAIN "
                + "authentication failed: x, sasl_username=timeout@example.org");

        assertThat(((Login) read.only()).account().name()).isEqualTo("timeout@example.org");
    }

    @Test
    void eximsOwnTroubleIsNone() {
        isNoWrongPassword(
                Reading.of("2026-05-03 06:00:00 plain authenticator failed for (x) [198.51.100.7]: 435 Unable to "
                        + "authenticate at present (set_id=bob@example.org): could not connect"));
        isNoWrongPassword(Reading.of("May  3 06:00:00 mail cyrus/imap[1]: badlogin: x [198.51.100.7] plaintext (bob) "
                + "[SASL(-1): generic failure: checkpass failed]"));
    }
}
