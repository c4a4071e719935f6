package io.mailwarden.cli.imports.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.cli.imports.line.LogLine.ParsedTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogFormatTest {

    private static final String SAID = "imap-login: Login: user=<bob>, rip=192.0.2.1";

    private static LogLine parse(String line) {
        return LogFormat.parse(line).orElseThrow(() -> new AssertionError("not read: " + line));
    }

    private static String text(ParsedTime time) {
        return String.format(
                java.util.Locale.ROOT,
                "%d-%02d-%02d %02d:%02d:%02d.%03d%s",
                time.year(),
                time.month(),
                time.day(),
                time.hour(),
                time.minute(),
                time.second(),
                time.nano() / 1_000_000,
                time.zone());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nov 28 10:02:00 mx dovecot: %s",
                "Nov 28 10:02:00 mx dovecot[205]: %s",
                "<22>Nov 28 10:02:00 mx dovecot: %s",
                "Nov 28 2026 10:02:00 mx dovecot: %s",
                "Nov 28 10:02:00 2026 mx dovecot: %s",
                "Sat Nov 28 10:02:00 2026 mx dovecot: %s",
                "Nov 28 10:02:00.123456 mx dovecot[205]: %s",
                "Nov 28 10:02:00 <mail.info> mx dovecot[205]: %s",
                "Nov 28 10:02:00 <2.6> mx dovecot[205]: %s",
                "Nov 28 10:02:00 mx mail.info dovecot: %s",
                "Nov 28 10:02:00 mx mail:info dovecot[205]: %s",
                "Nov 28 10:02:00 mx dovecot[205]: [ID 583609 mail.info] %s",
                "Nov 28 10:02:00 [dovecot] %s",
                "2026-11-28T10:02:00.123+01:00 mx dovecot: %s",
                "2026-11-28T10:02:00+0100 mx dovecot[205]: %s",
                "2026-11-28 10:02:00 mx dovecot: %s",
                "Sat 2026-11-28 10:02:00 UTC mx dovecot[205]: %s",
                "Sat 2026-11-28 10:02:00 CET mx dovecot.service[205]: %s",
                "1795860120.138149 mx dovecot[205]: %s",
                "@400000006a0f1a1c2aa21dac dovecot: %s",
                "@400000006a0f1a1c2aa21dac %s",
                "Nov 28 10:02:00 %s",
                "<22>1 2026-11-28T10:02:00Z mx dovecot - - - %s",
                "<22>1 2026-11-28T10:02:00Z mx dovecot 205 x [a@1 b=\"]\\\"\"][c] %s",
                "1 2026-11-28T10:02:00Z mx dovecot 205 - - \uFEFF%s",
                "187 <22>1 2026-11-28T10:02:00Z mx dovecot 205 - -  %s",
                "<22>1 2026-11-28T10:02:00Z mx - - - - %s",
                "Nov 28 10:02:00 mx dovecot[205]: Nov 28 09:02:00 %s",
                "Nov 28 10:02:00 mx dovecot[205]: 2026-11-28 09:02:00 %s",
                "Nov 28 10:02:00 mx mail_dovecot_1[205]: Nov 28 10:02:00 %s",
                "Nov 28 10:02:00 mx f00ba7f00ba7[205]: %s",
                "Nov 28 10:02:00 mx docker/imap[205]: %s",
                "dovecot-1  | Nov 28 10:02:00 f00ba7 dovecot: %s",
                "dovecot-1 | Nov 28 10:02:00 %s",
                "\u001b[36mdovecot-1  |\u001b[0m Nov 28 10:02:00 %s",
                "2026-11-28T10:02:00.123456789Z Nov 28 10:02:00 %s",
                "2026-11-28T10:02:00.123456789Z stderr F Nov 28 10:02:00 %s",
                "2026-11-28T10:02:00.123456789Z stdout F %s",
                "2026-11-28T10:02:00.123456789+01:00 stdout %s",
                "{\"log\":\"Nov 28 10:02:00 %s\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-28T10:02:00.1Z\"}",
                "{\"log\":\"%s\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-28T10:02:00.1Z\"}",
                "{\"__REALTIME_TIMESTAMP\":\"1795860120138149\",\"_HOSTNAME\":\"mx\",\"SYSLOG_IDENTIFIER\":\"dovecot\","
                        + "\"_PID\":\"205\",\"MESSAGE\":\"%s\",\"X\":null,\"Y\":{\"a\":[1]}}",
                "data: {\"__REALTIME_TIMESTAMP\":\"1795860120138149\",\"SYSLOG_IDENTIFIER\":\"dovecot\",\"MESSAGE\":\"%s\"}",
                "\u001e{\"__REALTIME_TIMESTAMP\":\"1795860120138149\",\"SYSLOG_IDENTIFIER\":\"dovecot\",\"MESSAGE\":\"%s\"}",
                "{\"@timestamp\":\"2026-11-28T10:02:00Z\",\"host\":\"mx\",\"syslogtag\":\"dovecot[205]:\",\"msg\":\" %s\"}",
            })
    void whateverALineIsWrappedInItIsDovecots(String form) {
        LogLine line = parse(form.formatted(SAID));

        assertThat(line.server()).isEqualTo(MailServer.DOVECOT);
        assertThat(line.text().strip()).isEqualTo(SAID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nov 28 10:02:00 mx dovecot: x|0-11-28 10:02:00.000",
                "Nov  8 10:02:00,5 mx dovecot: x|0-11-08 10:02:00.500",
                "Nov 28 10:02:00 2025 mx dovecot: x|2025-11-28 10:02:00.000",
                "2026-11-28T10:02:00.123456-05:00 mx dovecot: x|2026-11-28 10:02:00.123-05:00",
                "Sat 2026-11-28 10:02:00 UTC mx dovecot: x|2026-11-28 10:02:00.000Z",
                "Sat 2026-11-28 10:02:00 +03 mx dovecot: x|2026-11-28 10:02:00.000+03",
                "Sat 2026-11-28 10:02:00 CEST mx dovecot: x|2026-11-28 10:02:00.000",
                "1795860120.138149 mx dovecot: x|2026-11-28 10:02:00.138Z",
                "@400000004a32392b2aa21dac dovecot: x|2009-06-12 11:16:49.715Z",
                "28 10:02:00 mx dovecot: x|",
                "{\"time\":1795860120138,\"tag\":\"dovecot\",\"log\":\"x\"}|2026-11-28 10:02:00.138Z",
                "{\"time\":\"1795860120\",\"tag\":\"dovecot\",\"log\":\"x\"}|2026-11-28 10:02:00.000Z",
            })
    void eachFormOfTimeIsThatTime(String line, String time) {
        assertThat(LogFormat.parse(line).map(one -> text(one.stamp())).orElse(""))
                .isEqualTo(time == null ? "" : time);
    }

    @Test
    void theOuterTimeCountsAndTheInnerProgram() {
        LogLine line = parse("{\"time\":\"2026-11-28T10:02:00Z\",\"log\":\"Nov 28 11:02:01 imap-login: Login: x\"}");

        assertThat(text(line.stamp())).isEqualTo("2026-11-28 10:02:00.000Z");
        assertThat(line.program()).isEqualTo("dovecot");
    }

    @ParameterizedTest
    @CsvSource({
        "maj, 5",
        "Mai, 5",
        "Αυγ, 8",
        "Okt, 10",
        "Dez, 12",
        "déc., 12",
        "dec, 12",
        "juil., 7",
        "août, 8",
        "AOUT, 8",
        "Ağu, 8",
        "mrt, 3",
        "11月, 11",
        "окт, 10",
        "Foo, 0",
        "lis, -1",
        "srp, -1",
        "x, 0",
    })
    void monthsAreReadInAnyLanguageInWhichTheyAreClear(String name, int number) {
        assertThat(MonthNames.number(name)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-30 09:39:50 1xXxrS-0005gZ-2n <= a@b H=(x) [192.0.2.1]|1xXxrS-0005gZ-2n <= a@b H=(x) [192.0.2.1]",
                "2026-11-30 09:39:50.123 1xXxrS-0000000049x-2vVr Completed|1xXxrS-0000000049x-2vVr Completed",
                "2026-11-30 09:39:50 +0100 1xXxrS-0005gZ-2n Completed|1xXxrS-0005gZ-2n Completed",
                "2026-11-30 09:39:50 [77] 1xXxrS-0005gZ-2n Completed|[77] 1xXxrS-0005gZ-2n Completed",
                "2026-11-30 09:39:50 login authenticator failed for x|login authenticator failed for x",
                "Nov 30 09:39:50 mx exim[7]: 2026-11-30 09:39:50 1xXxrS-0005gZ-2n Completed|1xXxrS-0005gZ-2n Completed",
                "Nov 30 09:39:50 mx exim[7]: 1xXxrS-0005gZ-2n Completed|1xXxrS-0005gZ-2n Completed",
            })
    void eximsOwnLinesAreKnownByTheirIds(String line, String text) {
        assertThat(parse(line).server()).isEqualTo(MailServer.EXIM);
        assertThat(parse(line).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "postfix/smtpd, POSTFIX",
        "postfix-out/submission/smtpd, POSTFIX",
        "submission/smtpd, POSTFIX",
        "192.0.2.1/qmgr, POSTFIX",
        "zimbra/postfix/cleanup, POSTFIX",
        "Postfix/smtp, POSTFIX",
        "smtpd, OTHER",
        "other/thing, OTHER",
        "cyrus/imap, CYRUS",
        "imaps, CYRUS",
        "imapd-ssl, COURIER",
        "exim4, EXIM",
        "dovecot-fake, OTHER",
        "opendkim, OTHER",
    })
    void programsAreKnownByTheirNames(String program, MailServer server) {
        assertThat(parse("Nov 28 10:02:00 mx " + program + "[1]: x").server()).isEqualTo(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nov 28 10:02:00 mx app[1]: Nov 28 10:02:00 imap-login: Login: x",
                "Nov 28 10:02:00 mx app[1]: imap-login: Login: x",
                "Nov 28 10:02:00 mx webmail[1]: dovecot: imap-login: Login: x",
                "{\"time\":\"2026-11-28T10:02:00Z\",\"tag\":\"app\",\"log\":\"imap-login: Login: x\"}",
            })
    void whatAnotherProgramSaysIsNotDovecots(String line) {
        assertThat(parse(line).server()).isEqualTo(MailServer.OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "-- Boot 0123456789abcdef --",
                "<22>",
                "<22>1 - mx dovecot - - - imap-login: x",
                "<22>1 2026-11-28T10:02:00Z mx dovecot - - [a b=\"x",
                "{\"log\":",
                "{\"log\":\"x\"}",
                "{}",
                "[1]",
                "@400000006a0f1a1c dovecot",
                "@zzzzzzzzzzzzzzzz dovecot: x",
                "Nov 28 10:02 mx dovecot: x",
                "Nov 28 10:02:00",
                "name | ",
            })
    void whatIsNoLineIsNone(String line) {
        assertThat(LogFormat.parse(line)).isEmpty();
    }

    @Test
    void wrappersInWrappersEnd() {
        assertThat(LogFormat.parse("a | ".repeat(4_000) + "Nov 28 10:02:00 mx dovecot: x"))
                .isEmpty();
        assertThat(LogFormat.parse("<22>".repeat(4_000))).isEmpty();
    }
}
