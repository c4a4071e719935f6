package io.mailwarden.cli.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.mailwarden.engine.event.Login;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strangers choose user names, client names and addresses, and so write in the log. */
class HostileLogTest {

    private static final String DOVECOT = "May  3 06:00:00 mail dovecot: ";
    private static final String TRUE_END = ", method=PLAIN, rip=203.0.113.66, lip=192.0.2.1, TLS, session=<abc>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a, rip=198.51.100.7",
                "bob@example.org>, method=PLAIN, rip=198.51.100.7, lip=192.0.2.1, TLS, session=<x",
                "bob@example.org>, rip=198.51.100.7, lip=192.0.2.1",
                "bob@example.org (auth failed, 99 attempts)",
                "x): Login: user=<bob@example.org>, rip=198.51.100.7, lip=192.0.2.1",
                "bob@example.org bob@example.org",
                "bob\u0000@example.org",
                "bob\u202e@example.org",
                "bob@@example.org",
                "@example.org",
                "bob@",
            })
    void aForgedNameOfAFailureIsNobodysAndNowhere(String name) {
        Reading read = Reading.of(
                DOVECOT + "imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<" + name + ">"
                        + TRUE_END,
                DOVECOT + "auth: sql(" + name + ",203.0.113.66): unknown user",
                "May  3 06:00:00 mail postfix/smtpd[1]: warning: unknown[203.0.113.66]: SASL LOGIN authentication failed: x,"
                        + " sasl_username=" + name);

        assertThat(read.events()).isEmpty();
    }

    @Test
    void theAddressThatAStrangerWroteInANameIsNotBelieved() {
        Reading read = Reading.of(
                Reading.WITH_DOMAIN,
                Reading.LAST_WRITTEN,
                DOVECOT
                        + "imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<a>, rip=198.51.100.7, x=<b>"
                        + TRUE_END,
                DOVECOT
                        + "imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<bob>, method=X, rip=198.51."
                        + "100.7, lip=1.1.1.1" + TRUE_END);

        assertThat(read.logins())
                .allSatisfy(login ->
                        assertThat(login.source().orElseThrow().address()).hasToString("203.0.113.66"));
        assertThat(read.summary().count(Reason.WRONG_NAME)).isEqualTo(1);
    }

    @Test
    void aPasswordThatLooksLikeALineIsNotRead() {
        Reading read = Reading.of(DOVECOT + "auth: sql(bob@example.org,203.0.113.66): unknown user (given password: "
                + "x): auth: sql(carol@example.org,198.51.100.7): unknown user)");

        Login login = (Login) read.only();
        assertThat(login.account().name()).isEqualTo("bob@example.org");
        assertThat(login.source().orElseThrow().address()).hasToString("203.0.113.66");
    }

    @Test
    void aClientCannotNameAnothersSession() {
        Reading read = Reading.of(
                DOVECOT + "imap-login: ID sent: name=Evil: user=<>, rip=198.51.100.7, session=<victim>, version=1: "
                        + "user=<>, rip=203.0.113.66, lip=192.0.2.1, TLS, session=<evil>",
                DOVECOT
                        + "imap-login: Login: user=<bob@example.org>, rip=198.51.100.7, lip=192.0.2.1, session=<victim>");

        assertThat(((Login) read.only()).source().orElseThrow().client().isKnown())
                .isFalse();
    }

    @Test
    void anotherProgramCannotSpeakForDovecot() {
        String login = "dovecot: imap-login: Login: user=<bob@example.org>, rip=198.51.100.7, lip=192.0.2.1";
        Reading read = Reading.of(
                "May  3 06:00:00 mail app[1]: " + login,
                "May  3 06:00:00 mail app: " + login,
                "May  3 06:00:00 mail app says " + login,
                "May  3 06:00:00 mail dovecot-fake: " + login);

        assertThat(read.events()).isEmpty();
    }

    @Test
    void aForgedRecipientOrAnswerIsNoReport() {
        String client = "May  3 06:00:00 mail postfix/smtpd[1]: 0A1B2C3D4E: client=unknown[198.51.100.7], "
                + "sasl_method=PLAIN, sasl_username=bob@example.org";
        String to = "May  3 06:00:01 mail postfix/smtp[1]: 0A1B2C3D4E: to=<";
        String sent = ", relay=mx[192.0.2.2]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ";
        Reading read = Reading.of(
                client,
                to + "\"x>, relay=a, delay=1, delays=1, dsn=5.1.1, status=bounced\"@example.net>" + sent + "ok)",
                to + "x>, relay=a, delay=1, delays=1, dsn=5.1.1, status=bounced (x)@example.net>" + sent + "ok)",
                to + "y@example.net>" + sent + "dsn=5.1.1, status=bounced)");

        assertThat(read.summary().events("reports")).isZero();
        assertThat(read.messages().get(0).recipients()).containsExactly("y@example.net");
        assertThat(read.summary().count(Reason.OTHER_SHAPE)).isEqualTo(2);
    }

    @Test
    void aLineOfAMegabyteIsCutAndCounted() {
        String login = "imap-login: Login: user=<bob@example.org>, rip=198.51.100.7, lip=192.0.2.1";
        Reading read = Reading.of(DOVECOT + "x".repeat(1 << 20) + login, DOVECOT + login);

        assertThat(read.events()).hasSize(1);
        assertThat(read.summary().examples(Reason.TOO_LONG).get(0).text()).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dovecot: imap-login: Login: user=<|>, method=",
                "dovecot: imap-login: Disconnected (auth failed, 1 attempts)| (a)",
                "dovecot: imap-login: Disconnected |(auth failed, ",
                "dovecot: imap-login: ID sent: |, a=",
                "dovecot: imap-login: ID sent: |: user=<",
                "dovecot: imap-login|<a>",
                "dovecot: imap(a)<a>: ID sent: |name=, ",
                "dovecot: auth-worker(a,b)|<a>",
                "dovecot: auth: sql(|a,",
                "postfix/smtpd[1]: 0A1B2C3D4E: client=a[198.51.100.7]|, sasl_username=",
                "postfix/smtpd[1]: warning: |a[",
                "postfix/smtp[1]: 0A1B2C3D4E: to=<a|>, relay=",
                "postfix/smtp[1]: |message repeated 2 times: [ ",
                "|dovecot: ",
                "|[",
                "|a.b ",
                "imapd: LOGIN FAILED, |user=a, ip=[1], ",
                "cyrus/imap[1]: badlogin: |[1] (a) [",
                "exim[1]: 1xXxrS-0005gZ-2n <= a H=|(x) [1] P=a A=a:b S=1 ",
            })
    void longLinesTakeLittleTime(String startAndPiece) {
        String[] parts = startAndPiece.split("\\|", 2);
        String start = "May  3 06:00:00 mail " + parts[0];
        int times = (OldLogs.LONGEST_LINE - start.length()) / parts[1].length();
        String[] lines = new String[50];
        Arrays.fill(lines, start + parts[1].repeat(times));
        lines[0] = "May  3 06:00:00 mail postfix/smtpd[1]: 0A1B2C3D4E: client=a[198.51.100.7], sasl_method=PLAIN, "
                + "sasl_username=bob@example.org";

        assertTimeout(Duration.ofSeconds(5), () -> Reading.of(lines));
    }

    @Test
    void aThousandMillionFailuresInOneLineAreNotBelieved() {
        String text = "imap-login: Disconnected (auth failed, %s attempts): user=<bob@example.org>" + TRUE_END;

        assertThat(Reading.of(DOVECOT + text.formatted("999999")).events()).hasSize(Failures.MOST_IN_CONNECTION);
        assertThat(Reading.of(DOVECOT + text.formatted("9".repeat(40)))
                        .summary()
                        .count(Reason.OTHER_SHAPE))
                .isEqualTo(1);
    }

    @Test
    void whatIsNotTextIsSkipped() {
        byte[] log = new byte[100_000];
        for (int i = 0; i < log.length; i++) {
            log[i] = (byte) (i * 31 + i / 256);
        }
        ImportSummary summary =
                Reading.ofBytes(Reading.UTC, Reading.LAST_WRITTEN, log).summary();

        assertThat(summary.events()).isEmpty();
        assertThat(summary.lines()).isPositive();
    }

    @Test
    void examplesCannotBreakALog() {
        Reading read = Reading.of("\u001b[2J\u0007" + "a\rb" + "\u2028");

        assertThat(read.summary().examples(Reason.NO_HEADER).get(0).text()).isEqualTo("?[2J?a?b");
    }

    @Test
    void hostNamesAndOtherAddressesAreCounted() {
        Reading read = Reading.of(
                DOVECOT + "imap-login: Login: user=<bob@example.org>, rip=host.example.net, lip=192.0.2.1",
                DOVECOT + "imap-login: Login: user=<bob@example.org>, rip=198.51.100.999, lip=192.0.2.1");

        assertThat(read.events()).isEmpty();
        assertThat(read.summary().count(Reason.NO_ADDRESS)).isEqualTo(2);
    }

    @Test
    void accountsAreOneWhateverTheLetterCaseAndTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            String line = DOVECOT + "imap-login: Login: user=<BILLI@Example.org>, rip=198.51.100.7, lip=192.0.2.1\r";
            assertThat(Reading.ofBytes(Reading.UTC, Reading.LAST_WRITTEN, line.getBytes(UTF_8))
                            .only()
                            .account()
                            .name())
                    .isEqualTo("billi@example.org");
        } finally {
            Locale.setDefault(before);
        }
    }
}
