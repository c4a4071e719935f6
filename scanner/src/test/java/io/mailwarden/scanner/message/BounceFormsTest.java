package io.mailwarden.scanner.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.scanner.message.StatusReport.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of reports beside RFC 3464's own, for which see {@link ReportReaderTest}. */
class BounceFormsTest {

    private static final String DAEMON =
            """
            Return-Path: <>
            From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
            To: bob@example.org
            Subject: Undelivered Mail Returned to Sender
            """;

    private static final String COPY =
            """

            --- Below this line is a copy of the message.

            Return-Path: <bob@example.org>
            From: Bob <bob@example.org>
            To: erin@example.net
            Message-ID:
             <1@example.org>
            Subject: 550 5.1.1 carol@elsewhere.example
            """;

    private final ReportReader reader = new ReportReader();

    private Optional<StatusReport> read(String message) throws IOException {
        return reader.read(
                new ByteArrayInputStream(message.replace("\n", "\r\n").getBytes(UTF_8)));
    }

    private void assertFailed(String message, Failure... failures) throws IOException {
        StatusReport report = read(message).orElseThrow();
        assertThat(report.failures()).containsExactly(failures);
        assertThat(report.originalMessageId()).isEqualTo("<1@example.org>");
    }

    private static String inParts(String type, String words, String fields) {
        return DAEMON + "Content-Type: " + type + "; boundary=\"b/mx\"\n\n--b/mx\nContent-Type: text/plain\n\n" + words
                + "\n--b/mx\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n" + fields
                + "\n--b/mx\nContent-Type: text/rfc822-headers\n\nFrom: bob@example.org\nMessage-ID: <1@example.org>\n"
                + "--b/mx--\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/report; report-type=delivery-status", "multipart/mixed", "multipart/alternative"})
    void fieldsCountInWhateverPartsAServerPutsThem(String type) throws IOException {
        assertFailed(
                inParts(type, "Sorry.", "Final-Recipient: rfc822; carol@example.net\nAction: failed\nStatus: 5.1.1\n"),
                new Failure("carol@example.net", "5.1.1"));
    }

    @Test
    void wordsSayWhatTheFieldsLeaveOut() throws IOException {
        String words =
                """
                An error has occurred while attempting to deliver a message for the following list of recipients:

                carol@example.net: 550 5.1.1 <carol@example.net>: Recipient address rejected: User unknown
                dave@example.net: 452 4.2.2 Mailbox full
                """;
        String fields =
                """
                Final-Recipient: rfc822; carol@example.net
                Action: failed
                Status: 5.0.0

                Final-Recipient: rfc822; dave@example.net
                Action: failed
                Status: 5.0.0
                """;

        assertFailed(
                inParts("multipart/mixed", words, fields),
                new Failure("carol@example.net", "5.1.1"),
                // The words say that it may pass, the fields that it does not: they stand.
                new Failure("dave@example.net", "5.0.0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5.0.0 | smtp; 550 5.1.1 <carol@example.net>: no such user | 5.1.1",
                "5.0.0 | smtp; 550 \"Unknown User\" | 5.1.1",
                "5.0.0 | smtp; 550 Domain name not found | 5.1.2",
                "5.0.0 | smtp; 554 denied | 5.0.0",
                "4.0.0 | smtp; 452 Mailbox full | 4.2.2",
                "5.5.0 | smtp; 550 mailbox over quota | 5.2.2",
                "5.4.1 | smtp; 550 5.4.1 Recipient address rejected: Access denied | 5.4.1",
                "5.7.1 | smtp; 550 no such user | 5.7.1",
            })
    void codesThatSayNothingAreMadeOut(String status, String diagnostic, String expected) throws IOException {
        for (String name : new String[] {"Diagnostic-Code", "X-Supplementary-Info"}) {
            String fields = "Final-Recipient: rfc822; carol@example.net\nAction: failed\nStatus: %s\n%s: %s\n"
                    .formatted(status, name, diagnostic);
            assertFailed(inParts("multipart/report", "Sorry.", fields), new Failure("carol@example.net", expected));
        }
    }

    @Test
    void readsFieldsInPlainText() throws IOException {
        assertFailed(
                DAEMON + "\nCould not deliver.\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822;carol@example.net\n"
                        + "Action: failed\nStatus: 5.1.1\n" + COPY,
                new Failure("carol@example.net", "5.1.1"));
    }

    @Test
    void readsXFailedRecipients() throws IOException {
        String exim = DAEMON + "X-Failed-Recipients: carol@example.net,\n dave@example.net\n"
                + """

                A message that you sent could not be delivered to one or more of its
                recipients. This is a permanent error. The following address(es) failed:

                  carol@example.net
                    host mx.example.net [192.0.2.9]
                    SMTP error from remote mail server after RCPT TO:<carol@example.net>:
                    550 5.1.1 <carol@example.net>: no such user
                  dave@example.net
                    Unrouteable address
                """;

        assertFailed(
                exim
                        + COPY.replace(
                                "--- Below this line is a copy of the message.",
                                "------ This is a copy of the message ------"),
                new Failure("carol@example.net", "5.1.1"),
                new Failure("dave@example.net", "5.1.1"));
    }

    @Test
    void readsQmail() throws IOException {
        assertFailed(
                DAEMON
                        + """

                        Hi. This is the qmail-send program at mx.example.net.
                        I'm afraid I wasn't able to deliver your message to the following addresses.
                        This is a permanent error; I've given up. Sorry it didn't work out.

                        <carol@example.net>:
                        192.0.2.7 does not like recipient.
                        Remote host said: 550 5.1.1 User unknown
                        Giving up on 192.0.2.7.

                        <dave@example.net>:
                        Sorry, no mailbox here by that name. (#5.1.1)

                        <erin@gone.example>:
                        Sorry, I couldn't find any host named gone.example. (#5.1.2)
                        """
                        + COPY,
                new Failure("carol@example.net", "5.1.1"),
                new Failure("dave@example.net", "5.1.1"),
                new Failure("erin@gone.example", "5.1.2"));
    }

    @Test
    void readsAReportThatAGatewayPutIntoAnother() throws IOException {
        String report = inParts(
                "multipart/report",
                "Sorry.",
                "Final-Recipient: rfc822; carol@example.net\nAction: failed\nStatus: 5.1.1\n");

        assertFailed(
                DAEMON + "Content-Type: multipart/mixed; boundary=w\n\n--w\n\nSee the attached notice.\n--w\n"
                        + "Content-Type: message/rfc822\n\n" + report + "\n--w--\n",
                new Failure("carol@example.net", "5.1.1"));
    }

    @Test
    void readsPagesForPeopleAndNamesWhomTheReturnedOneWasFor() throws IOException {
        assertFailed(
                DAEMON + "Content-Type: text/html\n\n<html><p>Your message could not be delivered to<br>"
                        + "&lt;carol@example.net&gt;: 550 5.1.1 User unknown</p><pre>"
                        + COPY.replace("<", "&lt;") + "</pre></html>",
                new Failure("carol@example.net", "5.1.1"));
        assertFailed(
                DAEMON + "\nYour message could not be delivered: mailbox is full.\n" + COPY,
                new Failure("erin@example.net", "5.2.2"));
    }

    @Test
    void linesMayEndInCarriageReturnsAlone() throws IOException {
        String message = DAEMON + "\n<carol@example.net>:\n550 5.1.1 User unknown\n" + COPY;

        assertThat(reader.read(new ByteArrayInputStream(
                                message.replace('\n', '\r').getBytes(UTF_8)))
                        .orElseThrow()
                        .failures())
                .containsExactly(new Failure("carol@example.net", "5.1.1"));
    }

    @Test
    void namesTheMessageThatItAnswersWhereNoneCameBack() throws IOException {
        assertFailed(
                DAEMON
                        + "References: <0@example.org> <1@example.org>\n\n<carol@example.net>:\n550 5.1.1 User unknown\n",
                new Failure("carol@example.net", "5.1.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your message to carol@example.net is delayed; it will be retried for 2 more days.",
                "This is a warning: carol@example.net could not be reached yet, delivery will be retried.",
                "Delivered to carol@example.net: 250 2.1.5 Ok",
                "We are closed until Monday. Please ask carol@example.net.",
            })
    void noFailureIsNoReport(String words) throws IOException {
        assertThat(read(DAEMON.replace("Undelivered Mail Returned to Sender", "Your mail") + "\n" + words + "\n"
                        + COPY))
                .isEmpty();
    }

    @Test
    void whatMayPassIsTold() throws IOException {
        assertFailed(
                DAEMON + "\nDelayed: carol@example.net\n450 4.2.1 try again later\n" + COPY,
                new Failure("carol@example.net", "4.2.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: Carol <carol@example.net>\nSubject: the server said\n\nbob: 550 5.1.1 dave@example.net User unknown",
                "From: Carol <carol@example.net>\nSubject: Re: Undelivered Mail\n\n> 550 5.1.1 dave@example.net unknown",
                "From: Carol <carol@example.net>\nReturn-Path: <>\nSubject: Out of office\nAuto-Submitted: auto-replied\n\n"
                        + "I no longer read this. Write to dave@example.net; 550 people do.",
                "From: List <list@example.net>\nSubject: digest\n\nFinal-Recipient: rfc822; dave@example.net\nAction: failed",
            })
    void whatAPersonWritesIsNoReport(String message) throws IOException {
        assertThat(read(message + "\n" + COPY)).isEmpty();
    }

    @Test
    void nothingInTheWordsMakesItThrowOrTakeLong() throws IOException {
        Random random = new Random(20261201);
        byte[] sample = (DAEMON + "\n<carol@example.net>:\n550 5.1.1 User unknown\n" + COPY).getBytes(UTF_8);
        int reports = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] bytes = sample.clone();
            for (int i = 0; i < 1 + round % 20; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            reports += reader.read(new ByteArrayInputStream(bytes)).isPresent() ? 1 : 0;
        }
        assertThat(reports).isPositive();
        for (String nasty : new String[] {"<", "a@", "@a.", "550 ", "exceed ", "user ", "\r", "5.1.", "&lt;"}) {
            var unused = read(DAEMON + "\n" + nasty.repeat(300_000));
            unused = read(DAEMON + "Content-Type: text/html\n\n" + nasty.repeat(300_000));
        }
    }
}
