package io.mailwarden.scanner.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Message.Attachment;
import io.mailwarden.engine.event.Message.Content;
import io.mailwarden.engine.event.Message.Hand;
import io.mailwarden.engine.event.Message.Sender;
import io.mailwarden.engine.support.Text;
import io.mailwarden.scanner.mime.HeaderAddresses;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageReaderTest {

    private final MessageReader reader = new MessageReader();

    private ReadMessage read(String message) throws IOException {
        return reader.read(
                new ByteArrayInputStream(message.replace("\n", "\r\n").getBytes(UTF_8)));
    }

    private Content content(String message) throws IOException {
        ReadMessage reading = read(message);
        assertThat(reading.problem()).isEmpty();
        return reading.content();
    }

    @Test
    void readsPlainMessage() throws IOException {
        Content content = content(
                """
                Message-ID: <1@example.org>
                Subject: Lunch?

                See https://example.org/menu?day=1, or (www.example.net).
                """);

        assertThat(content.messageId()).isEqualTo("<1@example.org>");
        assertThat(content.subject()).isEqualTo("Lunch?");
        assertThat(content.urls()).containsExactly("https://example.org/menu?day=1", "http://www.example.net");
        assertThat(content.attachments()).isEmpty();
        assertThat(content.bytes()).isEqualTo(107);
    }

    @Test
    void readsLinksOfHtmlEncodedAsQuotedPrintable() throws IOException {
        Content content = content(
                """
                Content-Type: text/html; charset=iso-8859-1
                Content-Transfer-Encoding: quoted-printable

                <p>caf=E9 <a href=3D"https://evil.example/?a=3D1&amp;b=3D2">bank</a>
                <a href=3D"mailto:a@b.c">me</a> <a href=3D"/relative">x</a> <a href=3D"#top">top</a>
                <form action=3D"https://evil.example/login"></form>
                <area href=3D"JavaScript:alert(1)">
                """);

        assertThat(content.urls())
                .containsExactly("https://evil.example/?a=1&b=2", "https://evil.example/login", "JavaScript:alert(1)");
    }

    @Test
    void relativeLinksFollowTheBaseOfTheDocument() throws IOException {
        Content content = content(
                """
                Content-Type: text/html

                <head><base href="https://evil.example/"></head><a href="login">bank</a>
                """);

        assertThat(content.urls()).containsExactly("https://evil.example/login");
    }

    @Test
    void countsDecodedBytesOfAttachments() throws IOException {
        String pdf = Base64.getMimeEncoder().encodeToString(new byte[100_000]).replace("\r", "");
        Content content = content(
                """
                Content-Type: multipart/mixed; boundary=b

                --b

                Hello http://example.org
                --b
                Content-Type: Application/PDF
                Content-Disposition: attachment; filename="=?utf-8?q?f=C3=BCr_dich.pdf?="
                Content-Transfer-Encoding: base64

                %s
                --b
                Content-Type: image/png; name*=utf-8''%%C3%%A4.png

                xyz
                --b--
                """
                        .formatted(pdf));

        assertThat(content.attachments())
                .containsExactly(
                        new Attachment("für dich.pdf", "application/pdf", 100_000),
                        new Attachment("ä.png", "image/png", 3));
        assertThat(content.urls()).containsExactly("http://example.org");
    }

    @Test
    void htmlAttachmentIsAnAttachmentAndItsLinksCount() throws IOException {
        Content content = content(
                """
                Content-Type: text/html
                Content-Disposition: attachment; filename=invoice.html

                <a href="https://evil.example">open</a>""");

        assertThat(content.attachments()).containsExactly(new Attachment("invoice.html", "text/html", 39));
        assertThat(content.urls()).hasSize(1);
    }

    @Test
    void partsOfAnAttachedMessageCountButNotItsSubject() throws IOException {
        Content content = content(
                """
                Subject: outer
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: message/rfc822

                Subject: inner
                Message-ID: <inner@example.org>

                https://inner.example
                --b--
                """);

        assertThat(content.subject()).isEqualTo("outer");
        assertThat(content.messageId()).isEmpty();
        assertThat(content.urls()).containsExactly("https://inner.example");
    }

    @Test
    void decodesSubjectsOfAllKinds() throws IOException {
        assertThat(content("Subject: =?iso-8859-1?Q?Gr=FC=DFe?= =?utf-8?B?4pyT?=\n\n")
                        .subject())
                .isEqualTo("Grüße✓");
        assertThat(content("Subject: Grüße\n\n").subject()).isEqualTo("Grüße");
        assertThat(content("Subject: folded\n\tand cut\n\n").subject()).isEqualTo("folded and cut");
        assertThat(content("Subject: =?no-such-charset?Q?x?=\n\n").subject()).isEqualTo("=?no-such-charset?Q?x?=");
        assertThat(content("Subject: a=?utf-8?Q?=0D=0Ab=00?=\n\n").subject()).doesNotContain("\n", "\r", "\0");
        assertThat(content("Subject: " + "x".repeat(9_000) + "\n\n").subject()).hasSize(200);
        assertThat(content("Message-ID: " + "x".repeat(9_000) + "\n\n").messageId())
                .hasSize(300);
    }

    @Test
    void badCharsetIsReadAsItCan() throws IOException {
        String body = "Content-Type: text/plain; charset=\"../../x\"\n\nhttps://example.org\n";
        assertThat(content(body).urls()).containsExactly("https://example.org");
    }

    @Test
    void utf16TextIsDecoded() throws IOException {
        String text = Base64.getEncoder().encodeToString("go to https://example.org now".getBytes(UTF_16LE));
        assertThat(content("Content-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: base64\n\n" + text)
                        .urls())
                .containsExactly("https://example.org");
    }

    @Test
    void multipartWithoutBoundaryOrWithoutEndIsRead() throws IOException {
        assertThat(read("Content-Type: multipart/mixed\n\nhttps://example.org\n")
                        .content()
                        .urls())
                .containsExactly("https://example.org");
        assertThat(read("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhttps://example.org\n")
                        .content()
                        .urls())
                .containsExactly("https://example.org");
        assertThat(read("Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\nhello\n")
                        .content()
                        .bytes())
                .isPositive();
    }

    @Test
    void nothingAtAllIsAMessage() throws IOException {
        assertThat(content("")).isEqualTo(Content.UNREADABLE);
        assertThat(content("\n\n").bytes()).isEqualTo(4);
    }

    @Test
    void linksAndAttachmentsAreBounded() throws IOException {
        StringBuilder message = new StringBuilder("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n");
        for (int i = 0; i < 1000; i++) {
            message.append("https://example.org/").append(i).append('\n');
        }
        for (int i = 0; i < 1000; i++) {
            message.append("--b\nContent-Type: image/png\n\nx\n");
        }
        ReadMessage reading = read(message + "--b--\n");

        assertThat(reading.content().urls()).hasSize(Links.MAX_LINKS);
        assertThat(reading.content().attachments()).hasSize(ContentGatherer.MAX_ATTACHMENTS);
        assertThat(reading.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("attachments"));
    }

    @Test
    void brokenSourceIsTheCallersProblem() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk gone");
            }
        };
        assertThatThrownBy(() -> reader.read(broken))
                .isInstanceOf(IOException.class)
                .hasMessage("disk gone");
    }

    @Test
    void sizeCountsEveryByteAlsoAfterAProblem() throws IOException {
        byte[] bomb = ("X: " + "y".repeat(3_000_000) + "\r\n\r\nhello").getBytes(ISO_8859_1);
        ReadMessage reading = reader.read(new ByteArrayInputStream(bomb));

        assertThat(reading.problem()).isPresent();
        assertThat(reading.content().bytes()).isEqualTo(bomb.length);
    }

    @Test
    void readsAddressesOfSenderWithoutNames() throws IOException {
        Content content = content(
                """
                From: "Doe, Jane <boss@example.com>" <Jane@Example.org>, plain@example.org (see <c@d.e>),
                 Team: one@example.org, <two@example.org>;
                Reply-To: =?utf-8?q?a=40b=2Ec?= <Other@Example.NET>

                x
                """);

        assertThat(content.sender().from())
                .containsExactly("jane@example.org", "plain@example.org", "one@example.org", "two@example.org");
        assertThat(content.sender().replyTo()).containsExactly("other@example.net");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "User-Agent: Mutt/2.2.12 (2023-09-09) | Mutt 2.2.12 | false",
                "X-Mailer: PHPMailer 6.6.3 (https://example.org/) | PHPMailer 6.6.3 | false",
                "x-mailer: =?utf-8?q?Post_1=2E0?= | Post 1.0 | false",
                "X-Mailer: B 2\\nUser-Agent: A 1\\nUser-Agent: C 3 | A 1 | false",
                "X-Mailer: | ~~ | false",
                "Subject: nothing | ~~ | false",
                "Auto-Submitted: no | ~~ | false",
                "Auto-Submitted: Auto-Replied; owner-email=x | ~~ | true",
                "Resent-From: bob@example.org\\nUser-Agent: A 1 | A 1 | true",
                "List-Id: <news.example.org> | ~~ | false",
                "List-Post: <mailto:list@example.org> | ~~ | true",
            })
    void readsWithWhatItWasWritten(String headers, String program, boolean another) throws IOException {
        Hand hand = content(headers.replace("\\n", "\n") + "\n\nx\n")
                .sender()
                .hand()
                .orElseThrow();

        assertThat(hand.program()).hasToString(program);
        assertThat(hand.another()).isEqualTo(another);
    }

    @Test
    void readsBothEndsOfTheThreadThatItAnswers() throws IOException {
        List<Long> all =
                IntStream.range(0, 40).mapToObj(i -> Text.hash("<" + i + "@a>")).toList();
        String references =
                IntStream.range(0, 40).mapToObj(i -> "<" + i + "@a>").collect(Collectors.joining("\n "));

        List<Long> answers = content("References: " + references + "\nIn-Reply-To: <39@a> (of Monday)\n\nx\n")
                .sender()
                .answers();

        assertThat(answers).hasSize(Sender.MOST_ANSWERS).startsWith(all.get(0)).endsWith(all.get(39));
        assertThat(content("In-Reply-To: your letter\nReferences: <> < > <a b> <\n\nx\n")
                        .sender()
                        .answers())
                .isEmpty();
        assertThat(content("References: " + "<a@b>".repeat(100_000) + "\n\nx\n")
                        .sender()
                        .answers())
                .containsExactly(Text.hash("<a@b>"));
    }

    @Test
    void headersOfAttachedMessagesAreNotTheSenders() throws IOException {
        Content content = content(
                """
                From: outer@example.org
                Content-Type: message/rfc822

                From: inner@example.org
                Reply-To: inner@example.org

                x
                """);

        assertThat(content.sender().from()).containsExactly("outer@example.org");
        assertThat(content.sender().replyTo()).isEmpty();
    }

    @Test
    void noAddressIsMadeUp() throws IOException {
        for (String from : List.of("", "nobody", "@", "a@", "@b", "<>", "\"a@b", "(a@b", "a b@c d", ",,;;", "\\")) {
            assertThat(content("From: " + from + "\n\nx\n").sender().from()).isEmpty();
        }
        String many =
                IntStream.range(0, 1000).mapToObj(i -> "u" + i + "@example.org").collect(Collectors.joining(","));
        assertThat(content("From: " + many + "\n\nx\n").sender().from()).hasSize(HeaderAddresses.MAX_ADDRESSES);
    }

    private static final String TEXT =
            "we have moved the meeting of next week to the large room upstairs, since the small one is being painted";

    @Test
    void fingerprintIsOfTheTextThatAReaderSees() throws IOException {
        OptionalLong plain = content("Subject: a\n\n" + TEXT + "\n").fingerprint();
        OptionalLong html = content(
                        "Subject: b\nContent-Type: text/html\n\n<head><title>other</title><style>p {}</style></head>"
                                + "<p>" + TEXT.replace(", ", ",<br>").replace("paint", "p<b>ai</b>nt")
                                + "</p><div style='display: none'>hidden words of no meaning</div>\n")
                .fingerprint();

        assertThat(plain).isPresent();
        assertThat(html).isEqualTo(plain);
    }

    @Test
    void attachmentsAndAttachedMessagesHaveNoPartInTheFingerprint() throws IOException {
        OptionalLong mixed = content("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + TEXT
                        + "\n--b\nContent-Disposition: attachment\n\n" + "other words ".repeat(50)
                        + "\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\n" + "inner words ".repeat(50)
                        + "\n--b--\n")
                .fingerprint();

        assertThat(mixed).isEqualTo(content("Subject: a\n\n" + TEXT + "\n").fingerprint());
    }

    @Test
    void shortTextsHaveNoFingerprint() throws IOException {
        assertThat(content("Subject: a\n\nsee you at noon\n").fingerprint()).isEmpty();
    }
}
