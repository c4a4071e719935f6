package io.mailwarden.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cyrus and Courier. */
class OtherServersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cyrus/imap[7]: login: laptop.example.net [198.51.100.7] bob@example.org plaintext User logged in SESSIONID=<s1>"
                        + "|IMAP|true|false",
                "cyrus/imaps[7]: login: [198.51.100.7] bob@example.org PLAIN+TLS User logged in SESSIONID=<s1>|IMAP|true|true",
                "pop3[7]: login: x [198.51.100.7] bob@example.org plaintext User logged in|POP3|true|false",
                "cyrus/timsieved[7]: login: x [198.51.100.7] bob@example.org PLAIN User logged in|MANAGESIEVE|true|false",
                "cyrus/imap[7]: badlogin: x [198.51.100.7] plaintext (bob@example.org) [SASL(-13): authentication failure: x]"
                        + "|IMAP|false|false",
                "cyrus/imap[7]: badlogin: [198.51.100.7] PLAIN (bob@example.org) [SASL(-13): user not found: x]|IMAP|false|false",
                "imap[7]: badlogin: x [198.51.100.7] plaintext bob@example.org SASL(-13): authentication failure: x"
                        + "|IMAP|false|false",
                "pop3[7]: badlogin: x [198.51.100.7] plaintext bob@example.org SASL(-20): user not found|POP3|false|false",
                "imapd: LOGIN, user=bob@example.org, ip=[::ffff:198.51.100.7], port=[44115], protocol=IMAP|IMAP|true|false",
                "imapd-ssl: LOGIN, user=bob@example.org, ip=[::ffff:198.51.100.7], protocol=IMAP|IMAP|true|true",
                "pop3d[7]: LOGIN, user=bob@example.org, ip=[198.51.100.7], port=[44115]|POP3|true|false",
                "imapd: LOGIN FAILED, user=bob@example.org, ip=[::ffff:198.51.100.7], port=[34827]|IMAP|false|false",
                "pop3d: INFO: LOGIN FAILED, user=bob@example.org, ip=[::ffff:198.51.100.7]|POP3|false|false",
            })
    void loginsOfCyrusAndCourierAreRead(String text, Protocol protocol, boolean accepted, boolean tls) {
        Login login = (Login) Reading.of("May  3 06:00:00 mail " + text).only();

        assertThat(login.account().name()).isEqualTo("bob@example.org");
        assertThat(login.protocol()).isEqualTo(protocol);
        assertThat(login.accepted()).isEqualTo(accepted);
        assertThat(login.source().orElseThrow().address()).hasToString("198.51.100.7");
        assertThat(login.source().orElseThrow().tls()).isEqualTo(tls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cyrus/imap[7]: badlogin: [198.51.100.7] PLAIN (-notset-) [SASL(-13): user not found: x]",
                "cyrus/imap[7]: badlogin: [198.51.100.7] PLAIN [SASL(-13): authentication failure: x]",
                "imapd: LOGIN FAILED, method=PLAIN, ip=[::ffff:198.51.100.7], port=[59095]",
            })
    void aFailureWithoutANameIsTold(String text) {
        Reading read = Reading.of("May  3 06:00:00 mail " + text);

        assertThat(read.events()).isEmpty();
        assertThat(read.summary().count(Reason.NO_NAME)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imapd: LOGIN FAILED, user=bob@example.org, ip=[192.0.2.9], ip=[198.51.100.7]",
                "imapd: LOGIN FAILED, user=bob x, ip=[198.51.100.7]",
                "cyrus/imap[7]: badlogin: x [198.51.100.7] plaintext (bob) x) [SASL(-13): x]",
            })
    void aForgedNameIsNobodys(String text) {
        Reading read = Reading.of(Reading.WITH_DOMAIN, Reading.LAST_WRITTEN, "May  3 06:00:00 mail " + text);

        assertThat(read.events()).isEmpty();
        assertThat(read.summary().count(Reason.WRONG_NAME)).isEqualTo(1);
    }

    @Test
    void whatElseTheySayTeachesNothing() {
        Reading read = Reading.of(
                "May  3 06:00:00 mail imapd: LOGOUT, user=bob@example.org, ip=[::ffff:198.51.100.7], port=[1], time=0",
                "May  3 06:00:00 mail imapd: Connection, ip=[::ffff:198.51.100.7], port=[1]",
                "May  3 06:00:00 mail cyrus/imap[7]: counts: retr=<0> top=<0> dele=<0>",
                "May  3 06:00:00 mail cyrus/ctl_cyrusdb[7]: recovering cyrus databases");

        assertThat(read.events()).isEmpty();
        assertThat(read.summary().nothingToLearn()).isEqualTo(4);
    }
}
