package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.ServerPlan;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Order(2)
class NormalMailIT {

    @RegisterExtension
    static final MailwardenServer SERVER = Servers.PLAIN;

    private static final String ALICE = Servers.address("alice");
    private static final String BOB = Servers.address("bob");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void arrivesOutsideUnchanged() throws IOException {
        String message = Mail.text(ALICE, "anna@bergen.example", "plain words");

        submit(message, "anna@bergen.example");

        assertUnchanged(message, arrived("plain words"));
    }

    @Test
    void keepsEveryByteOfAMessageOfManyParts() throws IOException {
        String message = Mail.lines(
                "Date: Fri, 20 Nov 2026 10:00:00 +0100",
                "From: =?utf-8?Q?Alice_=C3=98?= <" + ALICE + ">",
                "To: anna@bergen.example,\r\n\t\"Anna, again\" <anna@bergen.example>",
                "Subject: many parts",
                "X-Odd:   kept  as it is  ",
                "Message-ID: <parts@it.example>",
                "MIME-Version: 1.0",
                "Content-Type: multipart/mixed; boundary=\"=_b\"",
                "",
                "This is a preamble.",
                "--=_b",
                "Content-Type: text/plain; charset=iso-8859-1",
                "Content-Transfer-Encoding: 8bit",
                "",
                "Bl\u00e5b\u00e6r, https://fjord.example/?a=1&b=2",
                ".a line that begins with a dot",
                "..",
                "trailing blanks   ",
                "--=_b",
                "Content-Type: application/octet-stream; name=a.bin",
                "Content-Transfer-Encoding: base64",
                "Content-Disposition: attachment; filename=a.bin",
                "",
                "AAECAwQFBgc=",
                "--=_b--",
                "This is an epilogue.",
                "");

        submit(message, "anna@bergen.example");

        assertUnchanged(message, arrived("many parts"));
    }

    @Test
    void arrivesOnceForEachRecipientHereAndOutside() throws IOException {
        String message = Mail.text(ALICE, "all@bergen.example", "to four");

        submit(message, "anna@bergen.example", "erik@bergen.example", "jon@fjord.example", BOB);

        Waiting.untilOutside(PATIENCE, SERVER.outside(), "to four", 3);
        Waiting.until(PATIENCE, "one mail in the inbox", () -> inBox(BOB, "to four"), all -> all.size() == 1);
        assertThat(SERVER.outside().countBySubject("to four")).isEqualTo(3);
    }

    @Test
    void comesInFromOutside() throws IOException {
        try (SmtpClient smtp = SmtpClient.open(SERVER.plain(25))) {
            smtp.ehlo("mx.bergen.example");
            assertThat(smtp.send("anna@bergen.example", List.of(BOB), Mail.text("anna@bergen.example", BOB, "incoming"))
                            .code())
                    .isEqualTo(250);
        }

        Waiting.until(PATIENCE, "one mail in the inbox", () -> inBox(BOB, "incoming"), all -> all.size() == 1);
    }

    @Test
    void holdsNothing() throws IOException {
        submit(Mail.text(ALICE, "anna@bergen.example", "last"), "anna@bergen.example");

        arrived("last");
        assertThat(new Reviews(SERVER.admin()).held(ALICE)).isEmpty();
        assertThat(new Reviews(SERVER.admin()).incidents(ALICE)).isEmpty();
    }

    private static void submit(String message, String... recipients) throws IOException {
        try (SmtpClient smtp = SERVER.smtp(ALICE)) {
            assertThat(smtp.send(ALICE, List.of(recipients), message).code()).isEqualTo(250);
        }
    }

    private static String arrived(String subject) {
        Waiting.untilOutside(PATIENCE, SERVER.outside(), subject, 1);
        return SERVER.outside().arrived().stream()
                .filter(text -> text.contains("Subject: " + subject))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> inBox(String account, String subject) throws IOException {
        try (ImapClient imap = SERVER.imap()) {
            imap.login(account, ServerPlan.PASSWORD);
            imap.command("SELECT INBOX");
            return imap.command("UID SEARCH SUBJECT \"" + subject + "\"").untagged().stream()
                    .filter(line -> line.matches("\\* SEARCH \\d.*"))
                    .toList();
        }
    }

    /**
     * Servers on the way put trace headers on top; JavaMail, in James, moves MIME-Version; the sink drops the last line
     * break. Nothing else may differ.
     */
    private static void assertUnchanged(String sent, String arrived) {
        assertThat(body(arrived)).isEqualTo(body(sent));
        assertThat(headers(arrived))
                .filteredOn(header -> !header.startsWith("Return-Path:") && !header.startsWith("Received:"))
                .containsExactlyInAnyOrderElementsOf(headers(sent));
    }

    private static String body(String message) {
        return message.substring(message.indexOf("\r\n\r\n")).stripTrailing();
    }

    private static List<String> headers(String message) {
        return List.of(message.substring(0, message.indexOf("\r\n\r\n")).split("\r\n(?![ \t])"));
    }
}
