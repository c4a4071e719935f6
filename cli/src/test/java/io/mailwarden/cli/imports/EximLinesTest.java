package io.mailwarden.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Protocol;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EximLinesTest {

    private static final String ID = "1xXxrS-0005gZ-2n ";
    private static final String IN =
            ID + "<= bob@example.org H=(laptop) [198.51.100.7] P=esmtpsa A=plain:bob@example.org S=253";

    private static String at(String text) {
        return "2026-05-03 06:00:00 " + text;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<= bob@example.org H=(laptop) [198.51.100.7] P=esmtpsa A=plain:bob@example.org S=253 id=m@example.org",
                "<= bob@example.org H=home.example.net (laptop) [198.51.100.7]:51234 I=[192.0.2.1]:587 P=esmtpsa L. "
                        + "X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no SNI=\"mx\" A=dovecot_login:bob@example.org S=253",
                "<= bob@example.org H=([192.0.2.99]) [198.51.100.7] P=esmtpsa A=plain:bob@example.org:x@example.org K S=253 "
                        + "id=m@example.org T=\"A=plain:eve S=1\" from <bob@example.org> for a@example.net",
                "<= \"b [192.0.2.9] P=x S=1\"@example.org H=(laptop) [198.51.100.7] P=esmtpsa X=x DN=\"/CN=a A=plain:eve\" "
                        + "A=plain:bob@example.org S=253",
            })
    void aMessageOfAnAccountIsALogin(String arrived) {
        Login login = (Login) Reading.of(at(ID + arrived)).logins().get(0);

        assertThat(login.account().name()).isEqualTo("bob@example.org");
        assertThat(login.protocol()).isEqualTo(Protocol.SMTP);
        assertThat(login.accepted()).isTrue();
        assertThat(login.source().orElseThrow().address()).hasToString("198.51.100.7");
        assertThat(login.source().orElseThrow().tls()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<= x@example.net H=mx.example.net [192.0.2.25] P=esmtps X=TLS1.3 S=253 id=m@example.net for bob@example.org",
                "<= x@example.net H=mx.example.net [192.0.2.25] P=esmtps S=253 T=\" A=plain:bob@example.org S=1\"",
                "<= x@example.net H=mx.example.net [192.0.2.25] P=esmtp S=253 id=x A=plain:bob@example.org",
                "<= <> R=1xXxrS-0005gZ-2m U=Debian-exim P=local S=1694",
                "=> bob <bob@example.org> R=local_user T=maildir_home",
                "Completed",
            })
    void mailOfNobodyTeachesNothing(String text) {
        Reading read = Reading.of(at(ID + text));

        assertThat(read.events()).isEmpty();
        assertThat(read.summary().nothingToLearn()).isEqualTo(1);
    }

    @Test
    void recipientsAreToldOnArrivalOrUntilItIsCompleted() {
        Reading early = Reading.of(at(IN + " id=m@example.org for a@example.net b@example.net"));
        Reading late = Reading.of(
                at(IN + " id=m@example.org"),
                at(ID + "=> a@example.net R=out T=smtp H=mx [192.0.2.2] C=\"250 ok\""),
                at(ID + "-> b@example.net R=out T=smtp H=mx [192.0.2.2] C=\"250 ok\""),
                at(ID + "Completed"));

        for (Reading read : new Reading[] {early, late}) {
            Message message = read.messages().get(0);
            assertThat(message.recipients()).containsExactly("a@example.net", "b@example.net");
            assertThat(message.content().messageId()).isEqualTo("<m@example.org>");
            assertThat(message.content().bytes()).isEqualTo(253);
        }
    }

    @Test
    void whoWasGivenCountsNotWhereItWent() {
        Reading read = Reading.of(
                at(IN),
                at(ID + "=> carol <Team@example.org> R=local_user T=maildir_home"),
                at(ID + "=> x@example.net (list@example.org) <all@example.org> R=out T=smtp"),
                at(ID + "== d@example.net R=out T=smtp defer (-44): SMTP error: 450 4.2.0 later"),
                at(ID + "Completed"));

        assertThat(read.messages().get(0).recipients())
                .containsExactly("team@example.org", "all@example.org", "d@example.net");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nobody@example.net R=out T=smtp H=mx [192.0.2.2]: SMTP error from remote mail server after RCPT TO:<nobody@example"
                        + ".net>: 550 5.1.1 no such user|5.1.1",
                "nobody@example.net R=out T=smtp H=mx [192.0.2.2]: SMTP error from remote mail server after end of data: 552-5.2.2 "
                        + "full 552 5.2.2 mailbox full|5.2.2",
                "nobody@example.net R=out T=smtp H=mx [192.0.2.2]: SMTP error … : 550 no such user|5.0.0",
                "nobody@example.net: Unrouteable address|5.1.1",
                "nobody@example.net <nobody@example.net>: Unknown user|5.1.1",
                "nobody@example.net R=out T=smtp: retry timeout exceeded|5.0.0",
                "nobody@example.net R=out: version 5.1.1 of it|5.0.0",
            })
    void whatCameBackIsReported(String failed, String status) {
        Reading read = Reading.of(at(IN + " for nobody@example.net"), at(ID + "** " + failed), at(ID + "Completed"));

        assertThat(read.all(DeliveryReport.class))
                .extracting(DeliveryReport::recipient, DeliveryReport::status)
                .containsExactly(Tuple.tuple("nobody@example.net", status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain authenticator failed for (laptop) [198.51.100.7]: 535 Incorrect authentication data (set_id=%s)",
                "dovecot_login authenticator failed for home.example.net (laptop) [198.51.100.7]:51234 I=[192.0.2.1]:587: 535 "
                        + "Incorrect authentication data (set_id=%s)",
                "login authenticator failed for ([192.0.2.99]) [198.51.100.7]: 535 Incorrect authentication data (set_id=%s)",
            })
    void aWrongPasswordIsRefused(String text) {
        Login login = (Login) Reading.of(at(text.formatted("bob@example.org"))).only();

        assertThat(login.accepted()).isFalse();
        assertThat(login.account().name()).isEqualTo("bob@example.org");
        assertThat(login.source().orElseThrow().address()).hasToString("198.51.100.7");
        assertThat(Reading.of(at(text.formatted("bob@example.org) x (set_id=eve@example.org")))
                        .events())
                .isEmpty();
    }

    @Test
    void processIdsAndSyslogInFrontChangeNothing() {
        Reading read = Reading.of(
                at("[77] " + IN),
                "May  3 06:00:00 mail exim[77]: " + at(IN.replace("2n", "2m")),
                "May  3 06:00:00 mail exim[77]: " + IN.replace("2n", "2k"));

        assertThat(read.logins()).hasSize(3);
    }
}
