package io.mailwarden.scanner.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.response.held.HeldPreview;
import io.mailwarden.engine.response.held.HeldPreview.PreviewFile;
import io.mailwarden.engine.response.held.HeldPreview.PreviewLink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a reader would see, and never more than is safe to show. */
class PreviewReaderTest {

    private static HeldPreview read(String message) throws IOException {
        byte[] bytes = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return new PreviewReader().read(new ByteArrayInputStream(bytes));
    }

    @Test
    void plainTextKeepsItsLinesAndLosesWhatIsNotSeen() throws IOException {
        HeldPreview seen = read(
                """
                From: =?UTF-8?Q?J=C3=BCrgen?= <j@example.org>
                Subject: Lunch\u202E?
                Content-Type: text/plain; charset=utf-8

                At noon?\u0007


                \u200BYours
                """);
        assertThat(seen.head()).containsExactly("From: Jürgen <j@example.org>", "Subject: Lunch??");
        assertThat(seen.text()).isEqualTo("At noon??\n\n?Yours");
        assertThat(seen.cut()).isFalse();
    }

    @Test
    void htmlTakesThePlaceOfTheTextBesideItAndNamesWhereItLeads() throws IOException {
        HeldPreview seen = read(
                """
                Subject: Your bank
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                harmless
                --b
                Content-Type: text/html

                <style>p{}</style><script>alert(1)</script><p>Dear <b>you</b>,</p><p>log in<br>
                <a href="http://evil.example/x">https://bank.example</a></p>
                --b--
                """);
        assertThat(seen.text()).isEqualTo("Dear you,\nlog in\nhttps://bank.example");
        assertThat(seen.links()).containsExactly(new PreviewLink("http://evil.example/x", "https://bank.example"));
    }

    @Test
    void filesAreNamedAndNotShown() throws IOException {
        HeldPreview seen = read(
                """
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                see there
                --b
                Content-Type: text/html; name="invoice.html"
                Content-Disposition: attachment; filename="invoice.html"

                <p>hidden</p>
                --b
                Content-Type: application/pdf
                Content-Disposition: attachment; filename="a.pdf"

                x
                --b--
                """);
        assertThat(seen.text()).isEqualTo("see there");
        assertThat(seen.attachments())
                .containsExactly(
                        new PreviewFile("invoice.html", "text/html"), new PreviewFile("a.pdf", "application/pdf"));
    }

    @Test
    void whatIsLongIsCutAndSaysSo() throws IOException {
        HeldPreview seen = read("Subject: x\n\n" + "word ".repeat(20_000));
        assertThat(seen.text().length()).isLessThanOrEqualTo(20_000);
        assertThat(seen.cut()).isTrue();
    }

    @Test
    void whatCannotBeReadAsAWholeSaysSo() throws IOException {
        assertThat(read("Content-Type: message/partial; number=1; total=2\n\nSubject: x\n\nx\n")
                        .cut())
                .isTrue();
        assertThat(read("Content-Type: message/rfc822\n\nSubject: x\n\nx\n").cut())
                .isFalse();
    }
}
