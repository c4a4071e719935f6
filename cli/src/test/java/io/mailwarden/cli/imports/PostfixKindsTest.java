package io.mailwarden.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What differs from one Postfix to another: versions, names of services, filters before the queue. */
class PostfixKindsTest {

    private static final String CLIENT =
            "0A1B2C3D4E: client=unknown[198.51.100.7], sasl_method=PLAIN, " + "sasl_username=bob@example.org";
    private static final String FROM = "0A1B2C3D4E: from=<bob@example.org>, size=99, nrcpt=1 (queue active)";
    private static final String TO = "0A1B2C3D4E: to=<a@example.net>, relay=mx[192.0.2.25]:25, ";
    private static final String SENT = "dsn=2.0.0, status=sent (250 ok)";

    private static String at(String program, String text) {
        return "May  3 06:00:00 mail " + program + "[1]: " + text;
    }

    private static Reading delivered(String fields) {
        return Reading.of(at("postfix/smtpd", CLIENT), at("postfix/qmgr", FROM), at("postfix/smtp", TO + fields));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delay=1.2, " + SENT,
                "delay=1.2, delays=0.1/0/0.5/0.6, " + SENT,
                "conn_use=2, delay=1.2, delays=0.1/0/0.5/0.6, " + SENT,
                "delay=1.2, delays=0.1/0/0.5/0.6, tls=dane, " + SENT,
                "delay=1.2, delays=0.1/0/0.5/0.6, tls=may:encrypt/none, " + SENT,
                "delay=1.2, delays=0.1/0/0.5/0.6, tls=x, new=1/2, other=, " + SENT,
                "delay=1.2, delays=0.1/0/0.5/0.6, dsn=2.0.0, status=sent (250 ok, status=bounced, dsn=5.1.1)",
            })
    void fieldsMayComeAndGoBeforeTheStatus(String fields) {
        Reading read = delivered(fields);

        assertThat(read.messages()).hasSize(1);
        assertThat(read.all(DeliveryReport.class)).isEmpty();
        assertThat(read.summary().skipped()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delay=1.2, status=sent (250 ok)",
                "delay=1.2, dsn=9.0.0, status=sent (250 ok)",
                "delay=1.2, dsn=2.0.0",
                "dsn=2.0.0, status=(x)",
                "dsn=2.0, status=sent (x)",
            })
    void withoutCodeOrStatusItIsNoDelivery(String fields) {
        assertThat(delivered(fields).summary().count(Reason.OTHER_SHAPE)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"submission", "mail-out", "Postfix", "zimbra/postfix", "192.0.2.1", "postfix/submission"})
    void aServiceMayHaveItsOwnNameWhileTheOthersHaveTheirs(String name) {
        Reading read = Reading.of(
                at(name + "/smtpd", CLIENT), at("postfix/qmgr", FROM), at("postfix/smtp", TO + "delay=1, " + SENT));

        assertThat(read.logins()).hasSize(1);
        assertThat(read.messages()).hasSize(1);
    }

    @Test
    void instancesHaveQueuesOfTheirOwn() {
        Reading read = Reading.of(
                at("postfix-in/smtpd", CLIENT),
                at("postfix-out/qmgr", FROM),
                at("postfix-out/smtp", TO + "delay=1, " + SENT));

        assertThat(read.messages()).isEmpty();
    }

    private static String accepted(String id, String user) {
        return at(
                "postfix/submission/smtpd",
                "proxy-accept: END-OF-MESSAGE: 250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as "
                        + id + "; from=<" + user + "> to=<a@example.net> proto=ESMTP helo=<x> sasl_username=<" + user
                        + ">");
    }

    @Test
    void aFilterBeforeTheQueueHidesNoSender() {
        Reading read = Reading.of(
                at("postfix/submission/smtpd", CLIENT.replace("0A1B2C3D4E", "NOQUEUE")),
                at("postfix/smtpd", "0A1B2C3D4E: client=unknown[127.0.0.1], orig_client=unknown[198.51.100.7]")
                        .replace("[1]:", "[2]:"),
                at("postfix/cleanup", "0A1B2C3D4E: message-id=<m@example.org>"),
                at("postfix/qmgr", FROM),
                accepted("0A1B2C3D4E", "bob@example.org"),
                at("postfix/smtp", TO + "delay=1, " + SENT),
                at("postfix/submission/smtpd", CLIENT.replace("0A1B2C3D4E", "NOQUEUE")),
                accepted("0000000000", "bob@example.org"));

        assertThat(read.logins())
                .extracting(login -> login.source().orElseThrow().session(), Login::accepted)
                .containsExactly(Tuple.tuple("", true));
        Message message = read.messages().get(0);
        assertThat(read.messages()).hasSize(1);
        assertThat(message.account().name()).isEqualTo("bob@example.org");
        assertThat(message.content().messageId()).isEqualTo("<m@example.org>");
        assertThat(message.source().map(Object::toString)).contains("198.51.100.7");
    }

    @Test
    void whatAStrangerSentThroughTheFilterIsNobodys() {
        Reading read = Reading.of(
                at("postfix/smtpd", "0A1B2C3D4E: client=unknown[127.0.0.1], orig_client=unknown[203.0.113.5]"),
                at("postfix/qmgr", FROM),
                accepted("0A1B2C3D4E", "x"),
                at("postfix/smtp", TO + "delay=1, " + SENT),
                at("postfix/qmgr", "0A1B2C3D4E: removed"));

        assertThat(read.events()).isEmpty();
        assertThat(read.summary().skipped()).isEmpty();
    }
}
