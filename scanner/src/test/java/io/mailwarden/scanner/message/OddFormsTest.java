package io.mailwarden.scanner.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Message.Attachment;
import io.mailwarden.engine.event.Message.Content;
import io.mailwarden.engine.response.held.HeldPreview;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages in forms that Mime4j alone reads otherwise than mail programs do: what is in them is found. */
class OddFormsTest {

    private static final String LINK = "https://www.example.com/there";

    private static ReadMessage read(String message) throws IOException {
        return new MessageReader()
                .read(new ByteArrayInputStream(message.replace("\n", "\r\n").getBytes(UTF_8)));
    }

    private static Content content(String message) throws IOException {
        ReadMessage read = read(message);
        assertThat(read.problem()).isEmpty();
        return read.content();
    }

    private static void assertTold(String message, String why) throws IOException {
        assertThat(read(message).problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains(why));
    }

    private static String base64(String text) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(UTF_8)).replace("\r", "");
    }

    private static HeldPreview preview(String message) throws IOException {
        return new PreviewReader()
                .read(new ByteArrayInputStream(message.replace("\n", "\r\n").getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base64 (MIME)",
                "BASE64",
                "\"base64\"",
                "base64;",
                "base64, really",
                "(so) base64",
                "base64\nX-Other: y",
                "base64\nContent-Transfer-Encoding: base64 (once more)"
            })
    void encodingsWithSlipsAreDecoded(String encoding) throws IOException {
        String message = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: " + encoding + "\n\n"
                + base64("<a href='" + LINK + "'>x</a>") + "\n";
        assertThat(content(message).urls()).containsExactly(LINK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7bit\nContent-Transfer-Encoding: base64", "base64\nContent-Transfer-Encoding: 7bit"})
    void ofTwoEncodingsTheOneThatEncodesIsTakenAndBothAreTold(String encodings) throws IOException {
        String message = "Content-Type: text/html\nContent-Transfer-Encoding: " + encodings + "\n\n"
                + base64("<a href='" + LINK + "'>x</a>") + "\n";
        assertThat(read(message).content().urls()).containsExactly(LINK);
        assertTold(message, "two Content-Transfer-Encodings");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html charset=utf-8\n name=\"x.html\"",
                "text/html, charset=utf-8",
                "text/html\tcharset=utf-8",
                "text/html (a page); charset=utf-8",
                "\"text/html\"",
                "TEXT/HTML;",
                "text / html",
                "text/html;;charset=utf-8",
                "text/html\nContent-Type: text/html; charset=utf-8",
                "application/xhtml+xml charset=utf-8"
            })
    void typesWithSlipsArePages(String type) throws IOException {
        assertThat(content("Content-Type: " + type + "\n\n<a href='" + LINK + "'>x</a>\n")
                        .urls())
                .containsExactly(LINK);
    }

    @Test
    void twoTypesThatDifferAreTold() throws IOException {
        assertTold("Content-Type: text/plain\nContent-Type: text/html\n\nx\n", "two Content-Types");
        assertTold("Content-Type: text/plain\nContent-Transfer-Encoding: x-secret\n\nx\n", "encoding");
        assertThat(read("Content-Type: application/x-odd\nContent-Transfer-Encoding: x-secret\n\nx\n")
                        .problem())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boundary=\"b\\\"1\"|b\"1",
                "boundary=\"b\\1\"|b1",
                "boundary=b1 (first)|b1",
                "boundary*0=b; boundary*1=1|b1",
                "charset=x boundary=\"b 1\"|b 1",
                "boundary=\"b1  \"|b1"
            })
    void boundariesWithSlipsPartTheMessage(String both) throws IOException {
        String boundary = both.substring(both.indexOf('|') + 1);
        String message = "Content-Type: multipart/mixed; " + both.substring(0, both.indexOf('|')) + "\n\n--" + boundary
                + "\nContent-Type: application/pdf\n\nx\n--" + boundary + "\nContent-Type: text/html\n\n<a href=" + LINK
                + ">x</a>\n--" + boundary + "--\n";
        assertThat(content(message).urls()).containsExactly(LINK);
        assertThat(content(message).attachments()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64", "quoted-printable"})
    void multipartsThatSayToBeEncodedAreReadWhetherTheyAreOrNot(String encoding) throws IOException {
        String head = "Content-Type: multipart/mixed; boundary=\"b\"\nContent-Transfer-Encoding: " + encoding + "\n\n";
        String parts = "--b\nContent-Type: text/html\n\n<a href=\"" + LINK + "\">x</a>\n--b--\n";
        String encoded = encoding.equals("base64") ? base64(parts.replace("\n", "\r\n")) : parts.replace("=", "=3D");

        assertThat(content(head + parts).urls()).containsExactly(LINK);
        assertThat(content(head + (encoding.equals("base64") ? encoded : encoded.replace("--b", "=2D-b")))
                        .urls())
                .containsExactly(LINK);
    }

    @Test
    void linesMayEndInCarriageReturnsAlone() throws IOException {
        String message = "From: anna@example.org\rSubject: Lines\rContent-Type: multipart/mixed; boundary=b\r\r--b\r"
                + "Content-Type: text/html\r\r<a href=\"" + LINK + "\">x</a>\r--b--\r";
        Content content = new MessageReader()
                .read(new ByteArrayInputStream(message.getBytes(UTF_8)))
                .content();

        assertThat(content.subject()).isEqualTo("Lines");
        assertThat(content.urls()).containsExactly(LINK);
        assertThat(content.bytes()).isEqualTo(message.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"message/rfc822", "message/global", "MESSAGE/Global", "message/news"})
    void attachedMessagesAreOpened(String type) throws IOException {
        Content content = content("Subject: outer\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: "
                + type + "\n\nFrom: Çağrı <c@example.org>\nSubject: inner\nContent-Type: text/plain\n\n" + LINK
                + "\n--b--\n");
        assertThat(content.urls()).containsExactly(LINK);
        assertThat(content.subject()).isEqualTo("outer");
        assertThat(content.sender().from()).isEmpty();
    }

    @Test
    void piecesOfMessagesAreOpenedAndTold() throws IOException {
        String message =
                "Content-Type: message/partial; number=1; total=2; id=x\n\nSubject: inner\nContent-Type: text/html\n\n"
                        + "<a href=" + LINK + ">x</a>\n";
        assertThat(read(message).content().urls()).containsExactly(LINK);
        assertTold(message, "message/partial");
    }

    @Test
    void invitationsShowTheirLinksAndStayFiles() throws IOException {
        String calendar =
                "Content-Type: text/calendar; method=REQUEST; charset=UTF-8; name=\"meeting.ics\"\n\nBEGIN:VCALENDAR\n"
                        + "SUMMARY:Plans\nDESCRIPTION:Join https://www.exam\n ple.com/there\\, please\nEND:VCALENDAR\n";
        Content content = content(calendar);

        assertThat(content.urls()).containsExactly(LINK);
        assertThat(content.attachments()).extracting(Attachment::name).containsExactly("meeting.ics");
        assertThat(preview(calendar).text()).isEqualTo("Plans\nJoin " + LINK + ", please");
    }

    @Test
    void partsBehindOddOnesAreRead() throws IOException {
        String mixed = "Content-Type: multipart/mixed; boundary=b\n\n--b\n";
        String last = "--b\nContent-Type: text/html\n\n<a href=" + LINK + ">x</a>\n--b--\n";
        for (String part : new String[] {
            "Content-Type: text/calendar\n\nSUMMARY:x\n",
            "Content-Type: text/plain\n\nSee\n" + UUENCODED,
            "Content-Type: text/plain\nContent-Transfer-Encoding: x-uuencode\n\n" + UUENCODED,
            "Content-Type: application/octet-stream\n\n<html>\n",
            "Content-Type: application/octet-stream\n\nx\n",
            "Content-Type: message/rfc822\n\nSubject: x\n\nx\n",
            "Content-Type: multipart/mixed; boundary=c\n" + "Content-Transfer-Encoding: base64\n\n"
                    + base64("--c\r\n\r\nx\r\n--c--\r\n") + "\n"
        }) {
            assertThat(content(mixed + part + last).urls()).as(part).containsExactly(LINK);
        }
    }

    @Test
    void whatLiesElsewhereIsALink() throws IOException {
        String message =
                "Content-Type: message/external-body; access-type=URL;\n URL=\"https://www.example.com/\n there\"\n\n"
                        + "Content-Type: application/pdf\n\n";
        assertThat(content(message).urls()).containsExactly(LINK);
    }

    @Test
    void flowedTextIsJoinedBeforeItIsSearched() throws IOException {
        String flowed = "Content-Type: text/plain; format=flowed; delsp=yes\n\n"
                + "See https://www.example.com/ \n"
                + "there and \n"
                + "back.\n";
        assertThat(content(flowed).urls()).containsExactly(LINK);
        assertThat(content(flowed.replace("; delsp=yes", "")).urls()).containsExactly("https://www.example.com/");
        assertThat(content(flowed.replace("; format=flowed; delsp=yes", "")).urls())
                .containsExactly("https://www.example.com/");
    }

    private static final String UUENCODED = "begin 644 notes.txt\n7:&%R;6QE<W,@=&5X=\"!O9B!N;W1E<PH \n`\nend\n";

    @Test
    void filesInTextsAreAttachments() throws IOException {
        Content content = content("Content-Type: text/plain\n\nPlease see the file.\n\n" + UUENCODED + "And another:\n"
                + UUENCODED.replace("notes", "other") + "See " + LINK + "\n");

        assertThat(content.attachments())
                .containsExactly(
                        new Attachment("notes.txt", "application/octet-stream", 23),
                        new Attachment("other.txt", "application/octet-stream", 23));
        assertThat(content.urls()).containsExactly(LINK);
        assertThat(content("Content-Type: text/plain\n\nbegin 644 notes.txt\nand then the rest of it\n")
                        .attachments())
                .isEmpty();
        assertTold("Content-Type: text/plain\n\n" + UUENCODED.repeat(30), "files in a text");
    }

    @Test
    void partsMayBeUuencoded() throws IOException {
        // <a href=https://www.example.com/there>x</a>
        String page = "begin 644 a.html\nL/&$@:')E9CUH='1P<SHO+W=W=RYE>&%M<&QE+F-O;2]T:&5R93YX/\"]A/@ \n`\nend\n";
        assertThat(read("Content-Type: text/html\nContent-Transfer-Encoding: x-uuencode\n\n" + page)
                        .content()
                        .urls())
                .containsExactly(LINK);
        assertThat(read("Content-Type: text/plain\n\nSee:\n" + page).content().urls())
                .containsExactly(LINK);
        assertTold("Content-Type: text/html\nContent-Transfer-Encoding: x-uuencode\n\nnothing\n", "uuencoded");
    }

    @Test
    void pagesAndMessagesAreReadWhateverTheyAreCalled() throws IOException {
        String part = "Content-Disposition: attachment; filename=\"%s\"\nContent-Transfer-Encoding: base64\n\n%s\n";
        String page = base64("<html><body><a href='" + LINK + "'>x</a></body></html>");
        String inner = base64(
                "From: a@b.example\r\nSubject: inner\r\nContent-Type: text/html\r\n\r\n<a href=" + LINK + ">x</a>");
        for (String name : new String[] {"form.html", "form", "form.pdf"}) {
            Content content = content("Content-Type: application/octet-stream\n" + part.formatted(name, page));
            assertThat(content.urls()).containsExactly(LINK);
            assertThat(content.attachments())
                    .containsExactly(new Attachment(
                            name,
                            "application/octet-stream",
                            "<html><body><a href=''>x</a></body></html>".length() + LINK.length()));
        }
        assertThat(content("Content-Type: text/plain\n" + part.formatted("form.htm", page))
                        .urls())
                .containsExactly(LINK);
        assertThat(content("Content-Type: application/octet-stream\n" + part.formatted("mail.eml", inner))
                        .urls())
                .containsExactly(LINK);
        // Those who open it see a text, and a broken picture.
        assertThat(content("Content-Type: text/plain\n" + part.formatted("form.txt", page))
                        .attachments())
                .hasSize(1);
        assertThat(content("Content-Type: image/png\n" + part.formatted("form.png", page))
                        .urls())
                .isEmpty();
        assertThat(content("Content-Type: text/x-patch\n" + part.formatted("a.patch", inner))
                        .urls())
                .isEmpty();
    }

    @Test
    void theNameThatCountsIsTheOneThatIsShown() throws IOException {
        String part =
                "Content-Type: application/octet-stream; name=\"a.pdf\"\nContent-Disposition: attachment;\n%s\n\nx\n";
        for (String[] names : new String[][] {
            {" filename*1=\"2026.exe\";\n filename*0=\"report-\"", "report-2026.exe"},
            {" filename=\"a.pdf\"; filename*=utf-8''%C3%9Cber.exe", "Über.exe"},
            {" filename*0*=utf-8''%C3%9Cber;\n filename*1*=%20alle;\n filename*2*=.exe", "Über alle.exe"},
        }) {
            assertThat(content(part.formatted(names[0])).attachments())
                    .extracting(Attachment::name)
                    .containsExactly(names[1]);
            assertThat(preview(part.formatted(names[0])).attachments().get(0).name())
                    .isEqualTo(names[1]);
        }
    }

    @Test
    void subjectsAndSendersAreWholeWhereTheyAreShown() throws IOException {
        String head = "From: =?utf-8?B?QW5uYSBNw7w=?= =?utf-8?B?bGxlcg==?= <anna@example.org>\n"
                + "Subject: =?utf-8?B?UsM=?=\n =?utf-8?B?vGNrZnJhZ2U=?=\n\nx\n";
        assertThat(content(head).subject()).isEqualTo("Rückfrage");
        assertThat(preview(head).head()).containsExactly("From: Anna Müller <anna@example.org>", "Subject: Rückfrage");

        byte[] japanese =
                "From: 表示 <taro@example.co.jp>\r\nSubject: x\r\n\r\nx\r\n".getBytes(Charset.forName("Shift_JIS"));
        assertThat(new MessageReader()
                        .read(new ByteArrayInputStream(japanese))
                        .content()
                        .sender()
                        .from())
                .containsExactly("taro@example.co.jp");
    }

    @Test
    void textsAreReadInTheCharactersThatAreMeant() throws IOException {
        byte[] head = "Content-Type: text/plain; charset=\"us-ascii\"\r\n\r\n".getBytes(ISO_8859_1);
        byte[] text = "Grüße für 5 €".getBytes(Charset.forName("windows-1252"));
        byte[] message = Arrays.copyOf(head, head.length + text.length);
        System.arraycopy(text, 0, message, head.length, text.length);

        assertThat(new PreviewReader().read(new ByteArrayInputStream(message)).text())
                .isEqualTo("Grüße für 5 €");
    }
}
