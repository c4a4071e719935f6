package io.mailwarden.scanner.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.scanner.message.StatusReport.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {

    private static final String HEAD =
            """
            From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
            To: bob@example.org
            Subject: Undelivered Mail Returned to Sender
            Content-Type: multipart/report; report-type=delivery-status;
             boundary="b"

            This is a MIME-encapsulated message.

            --b

            Sorry.

            --b
            Content-Type: message/delivery-status

            """;

    private static final String TAIL =
            """

            --b
            Content-Type: message/rfc822

            From: bob@example.org
            Message-ID:
             <1@example.org>
            Subject: Lunch?

            Message-ID: <not-this@example.org>
            --b--
            """;

    private static final String STATUS =
            """
            Reporting-MTA: dns; mx.example.net
            Arrival-Date: Sun, 3 May 2026 06:50:03 +0000

            Final-Recipient: rfc822; Carol@example.net
            Original-Recipient: rfc822;c@example.net
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 <carol@example.net>... User
                unknown

            """;

    private final ReportReader reader = new ReportReader();

    private Optional<StatusReport> read(String message) throws IOException {
        return reader.read(
                new ByteArrayInputStream(message.replace("\n", "\r\n").getBytes(UTF_8)));
    }

    @Test
    void readsReport() throws IOException {
        StatusReport report = read(HEAD + STATUS + TAIL).orElseThrow();

        assertThat(report.failures()).containsExactly(new Failure("Carol@example.net", "5.1.1"));
        assertThat(report.originalMessageId()).isEqualTo("<1@example.org>");
    }

    @Test
    void readsEachRecipientThatWasNotReached() throws IOException {
        StatusReport report = read(HEAD + STATUS
                        + """
                        Final-Recipient: rfc822; reached@example.net
                        Action: delivered
                        Status: 2.0.0

                        Final-Recipient: rfc822; later@example.net
                        Action: delayed
                        Status: 4.4.1

                        Original-Recipient: rfc822; <other@example.net>
                        Action: failed
                        """
                        + TAIL)
                .orElseThrow();

        assertThat(report.failures())
                .containsExactly(
                        new Failure("Carol@example.net", "5.1.1"),
                        new Failure("later@example.net", "4.4.1"),
                        new Failure("other@example.net", "5.0.0"));
    }

    @Test
    void returnedHeadersAloneTellTheMessageId() throws IOException {
        String headers = TAIL.replace("message/rfc822", "text/rfc822-headers");

        assertThat(read(HEAD + STATUS + headers).orElseThrow().originalMessageId())
                .isEqualTo("<1@example.org>");
        assertThat(read(HEAD + STATUS + "\n--b--\n").orElseThrow().originalMessageId())
                .isEmpty();
    }

    @Test
    void readsReportWhoseWordsAreInTwoForms() throws IOException {
        String words = "--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\nSorry\n--c\n"
                + "Content-Type: text/html\n\n<p>Sorry\n--c--\n";

        assertThat(read(HEAD.replace("--b\n\nSorry.\n\n", words) + STATUS + TAIL))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failed | 5.1.1 (bad mailbox) | x | 5.1.1",
                "failed | 550 5.7.1 <carol@example.net>: denied | x | 5.7.1",
                "Failed | 5.0.0 | x-unix; 550 5.1.1 | 5.1.1",
                "Failed | 5.0.0 | smtp; 550 no such user | 5.1.1",
                "Failed | 5.0.0 | smtp; 550 denied | 5.0.0",
                "failed | There are no DNS entries for the hostname dead.example. | x | 5.1.2",
                "failed | There are no DNS entries for the hostname 5.2.2.example. I cannot determine | x | 5.1.2",
                "failed | unknown | X-James; There are no DNS entries for the hostname dead.example. | 5.1.2",
                "failed | unknown | smtp; 552 mailbox full | 5.2.2",
                "failed | unknown | smtp; 554 5.4.14 Hop count | 5.4.14",
                "failed | '' | smtp; 452 try later | 4.0.0",
                "failed | '' | smtp; no 10.5.1.1 here | 5.0.0",
                "failed | 2.0.0 | x | 5.0.0",
                "'' | 4.2.2 | x | 4.2.2",
            })
    void findsTheCodeWhereverItStands(String action, String status, String diagnostic, String expected)
            throws IOException {
        String fields = "\nFinal-Recipient: rfc822; c@example.net\nAction: %s\nStatus: %s\nDiagnostic-Code: %s\n"
                .formatted(action, status, diagnostic);

        assertThat(read(HEAD + "Reporting-MTA: dns; mx\n" + fields + TAIL)
                        .orElseThrow()
                        .failures())
                .containsExactly(new Failure("c@example.net", expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/mixed", "multipart/alternative", "text/plain", "message/delivery-status", ""})
    void otherMailIsNoReport(String type) throws IOException {
        String person =
                HEAD.replace("Mail Delivery System <MAILER-DAEMON@mx.example.net>", "Carol <carol@example.net>");
        assertThat(read(person.replace("multipart/report", type) + STATUS + TAIL))
                .isEmpty();
    }

    @Test
    void successIsNoReport() throws IOException {
        String delivered = STATUS.replace("failed", "delivered").replace("Status: 5.1.1", "Status: 2.1.5");

        assertThat(read(HEAD + delivered + TAIL)).isEmpty();
    }

    @Test
    void longReportsAreCut() throws IOException {
        String many = IntStream.range(0, 5000)
                .mapToObj(i -> String.format(
                        Locale.ROOT, "Final-Recipient: rfc822; u%d@example.net\nAction: failed\nStatus: 5.1.1\n", i))
                .collect(Collectors.joining("\n"));

        assertThat(read(HEAD + "Reporting-MTA: dns; mx\n\n" + many + TAIL)
                        .orElseThrow()
                        .failures())
                .hasSize(StatusReport.MAX_FAILURES);
        assertThat(read(HEAD + "\n".repeat(1_000_000) + "x:y\n".repeat(1_000_000) + TAIL))
                .isEmpty();
        assertThat(read(HEAD + "--b\n\nx\n".repeat(100_000))).isEmpty();
    }

    @Test
    void nothingInAMessageMakesItThrow() throws IOException {
        Random random = new Random(20261121);
        byte[] sample = (HEAD + STATUS + TAIL).getBytes(UTF_8);
        int reports = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = sample.clone();
            for (int i = 0; i < 1 + round % 20; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            reports += reader.read(new ByteArrayInputStream(bytes)).isPresent() ? 1 : 0;
        }
        assertThat(reports).isBetween(1, 4_999);
    }

    @Test
    void brokenSourceIsToldApart() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk");
            }
        };

        assertThatThrownBy(() -> reader.read(broken))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
    }
}
