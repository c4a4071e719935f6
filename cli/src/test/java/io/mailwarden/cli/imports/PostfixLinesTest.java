package io.mailwarden.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Protocol;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostfixLinesTest {

    private static final String CLIENT =
            "client=unknown[198.51.100.7], sasl_method=LOGIN, sasl_username=bob@example.org";
    private static final String RELAY = "relay=mx.example.net[192.0.2.25]:25, delay=1.2, delays=0.1/0/0.5/0.6, ";
    private static final String SENT = RELAY + "dsn=2.0.0, status=sent (250 ok)";
    private static final String BOUNCED = RELAY + "dsn=5.1.1, status=bounced (550 no such user)";

    private static String at(String time, String service, String text) {
        return "May  3 " + time + " mail postfix/" + service + ": " + text;
    }

    private static String from(String id, int count) {
        return at("06:00:01", "qmgr[2]", id + ": from=<bob@example.org>, size=99, nrcpt=" + count + " (queue active)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtpd[1]", "submission/smtpd[1]", "smtps/smtpd[1]", "submissions/smtpd[1]"})
    void aMessageOfAnAccountIsALogin(String service) {
        Reading read = Reading.of(at("06:00:00", service, "0A1B2C3D4E: " + CLIENT));

        Login login = (Login) read.only();
        assertThat(login.protocol()).isEqualTo(Protocol.SMTP);
        assertThat(login.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(login.source().orElseThrow().address()).hasToString("198.51.100.7");
        assertThat(login.source().orElseThrow().tls())
                .isEqualTo(service.startsWith("smtps/") || service.contains("ns/"));
        assertThat(read.summary().count(Reason.NO_RECIPIENTS)).isEqualTo(1);
    }

    @Test
    void manyMessagesOfOneConnectionAreOneLogin() {
        Reading read = Reading.of(
                at("06:00:00", "smtpd[1]", "connect from unknown[198.51.100.7]"),
                at("06:00:01", "smtpd[1]", "0A1B2C3D4E: " + CLIENT),
                at("06:00:02", "smtpd[1]", "0A1B2C3D4F: " + CLIENT),
                at("06:00:03", "smtpd[1]", "disconnect from unknown[198.51.100.7] auth=1"),
                at("06:01:00", "smtpd[1]", "0A1B2C3D50: " + CLIENT));

        assertThat(read.logins()).hasSize(2);
    }

    @Test
    void mailFromOutsideIsNotTheAccounts() {
        Reading read = Reading.of(
                at("06:00:00", "smtpd[1]", "0A1B2C3D4E: client=mx.example.net[192.0.2.25]"),
                at("06:00:00", "cleanup[2]", "0A1B2C3D4E: message-id=<a@example.net>"),
                from("0A1B2C3D4E", 1),
                at("06:00:02", "lmtp[3]", "0A1B2C3D4E: to=<bob@example.org>, " + SENT),
                at("06:00:02", "qmgr[2]", "0A1B2C3D4E: removed"));

        assertThat(read.events()).isEmpty();
        assertThat(read.summary().nothingToLearn()).isEqualTo(5);
    }

    @Test
    void recipientsAreThoseThatTheAccountGave() {
        Reading read = Reading.of(
                at("06:00:00", "smtpd[1]", "0A1B2C3D4E: " + CLIENT),
                from("0A1B2C3D4E", 3),
                at("06:00:02", "smtp[3]", "0A1B2C3D4E: to=<x1@example.net>, orig_to=<Team@example.org>, " + SENT),
                at("06:00:02", "smtp[3]", "0A1B2C3D4E: to=<x2@example.net>, orig_to=<team@example.org>, " + SENT),
                at(
                        "06:00:02",
                        "lmtp[3]",
                        "0A1B2C3D4E: to=<carol@example.org>, relay=mail[private/dovecot-lmtp], "
                                + "delay=0.1, delays=0/0/0/0.1, dsn=4.2.0, status=deferred (try later)"));

        assertThat(read.messages().get(0).recipients()).containsExactly("team@example.org", "carol@example.org");
    }

    @Test
    void aMessageIsToldWhenEveryRecipientWasTriedOrPostfixIsDone() {
        List<String> lines = new ArrayList<>(List.of(
                at("06:00:00", "smtpd[1]", "0A1B2C3D4E: " + CLIENT),
                from("0A1B2C3D4E", 2),
                at("06:00:02", "smtp[3]", "0A1B2C3D4E: to=<a@example.net>, " + SENT)));
        assertThat(Reading.of(lines.toArray(String[]::new)).messages()).hasSize(1);

        lines.add(at("06:00:03", "smtp[3]", "0A1B2C3D4E: to=<b@example.net>, " + SENT));
        lines.add(at(
                "06:30:00",
                "smtpd[8]",
                "warning: unknown[203.0.113.9]: SASL PLAIN authentication failed: x, "
                        + "sasl_username=carol@example.org"));
        lines.add(at("06:30:00", "qmgr[2]", "0A1B2C3D4E: removed"));
        Reading read = Reading.of(lines.toArray(String[]::new));
        assertThat(read.messages()).hasSize(1);
        assertThat(read.summary().late()).isZero();
    }

    @Test
    void messageBouncedDaysLaterIsReportedThen() {
        Reading read = Reading.of(
                at("06:00:00", "smtpd[1]", "0A1B2C3D4E: " + CLIENT),
                at("06:00:00", "cleanup[2]", "0A1B2C3D4E: message-id=<a@example.org>"),
                from("0A1B2C3D4E", 1),
                at(
                        "06:00:02",
                        "smtp[3]",
                        "0A1B2C3D4E: to=<a@example.net>, relay=none, delay=1, delays=0/0/1/0, dsn=4.4.1, "
                                + "status=deferred (connection timed out)"),
                "May  5 07:00:00 mail postfix/smtp[3]: 0A1B2C3D4E: to=<a@example.net>, " + BOUNCED,
                "May  5 07:00:00 mail postfix/qmgr[2]: 0A1B2C3D4E: removed");

        assertThat(read.messages()).hasSize(1);
        assertThat(read.all(DeliveryReport.class)).singleElement().satisfies(report -> {
            assertThat(report.at()).isBetween("2026-05-05T07:00:00Z", "2026-05-05T07:00:01Z");
            assertThat(report.originalMessageId()).isEqualTo("<a@example.org>");
        });
    }

    @Test
    void aMessageThatAContentFilterGivesBackIsOne() {
        Reading read = Reading.of(
                at("06:00:00", "smtpd[1]", "0A1B2C3D4E: " + CLIENT),
                at("06:00:00", "cleanup[2]", "0A1B2C3D4E: message-id=<a@example.org>"),
                from("0A1B2C3D4E", 1),
                at(
                        "06:00:01",
                        "smtpd[5]",
                        "9A1B2C3D4E: client=localhost[127.0.0.1], orig_queue_id=0A1B2C3D4E, "
                                + "orig_client=unknown[198.51.100.7]"),
                at("06:00:01", "cleanup[2]", "9A1B2C3D4E: message-id=<a@example.org>"),
                from("9A1B2C3D4E", 1),
                at(
                        "06:00:02",
                        "smtp[3]",
                        "0A1B2C3D4E: to=<a@example.net>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, "
                                + "delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 9A1B2C3D4E)"),
                at("06:00:02", "qmgr[2]", "0A1B2C3D4E: removed"),
                at("06:00:03", "smtp[3]", "9A1B2C3D4E: to=<a@example.net>, " + BOUNCED),
                at("06:00:03", "qmgr[2]", "9A1B2C3D4E: removed"));

        assertThat(read.logins()).hasSize(1);
        assertThat(read.messages()).hasSize(1);
        assertThat(read.all(DeliveryReport.class)).hasSize(1);
        assertThat(read.summary().skipped()).isEmpty();
    }

    @Test
    void equalQueueIdsOfTwoHostsAreTwoMessages() {
        Reading read = Reading.of(
                at("06:00:00", "smtpd[1]", "0A1B2C3D4E: " + CLIENT),
                at("06:00:00", "smtpd[1]", "0A1B2C3D4E: " + CLIENT).replace(" mail ", " mx2 "),
                at("06:00:02", "smtp[3]", "0A1B2C3D4E: to=<a@example.net>, " + SENT),
                at("06:00:02", "smtp[3]", "0A1B2C3D4E: to=<b@example.net>, " + SENT)
                        .replace(" mail ", " mx2 "));

        assertThat(read.messages())
                .extracting(Message::recipients)
                .containsExactlyInAnyOrder(List.of("a@example.net"), List.of("b@example.net"));
    }

    @Test
    void failuresWithoutANameAreCounted() {
        Reading read = Reading.of(
                at("06:00:00", "smtpd[1]", "warning: unknown[203.0.113.9]: SASL LOGIN authentication failed: x"),
                at(
                        "06:00:00",
                        "smtpd[1]",
                        "warning: unknown[203.0.113.9]: SASL LOGIN authentication failed: x, "
                                + "sasl_username=(unavailable)"));

        assertThat(read.events()).isEmpty();
        assertThat(read.summary().count(Reason.NO_NAME)).isEqualTo(2);
    }
}
