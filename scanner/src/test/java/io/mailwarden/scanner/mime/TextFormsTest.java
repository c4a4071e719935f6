package io.mailwarden.scanner.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flowed texts, invitations, files in texts, and what a file is by its beginning. */
class TextFormsTest {

    @Test
    void flowedLinesAreJoinedWithinTheirQuotes() {
        String text =
                "One line \r\nthat goes on.\r\n>> quoted \r\n>> still \r\n> less\r\n From here\r\n-- \r\nAnna\r\n";

        assertThat(FlowedText.joined(text, false))
                .isEqualTo("One line that goes on.\n>> quoted still \n> less\nFrom here\n-- \nAnna\n");
    }

    @Test
    void linksOverManyFlowedLinesAreWhole() {
        String text = "See https://www.example.com/a/ \nlong/way/ \nto?go=1\n\nBye \nnow\n";

        assertThat(FlowedText.joined(text, true))
                .isEqualTo("See https://www.example.com/a/long/way/to?go=1\n\nByenow\n");
    }

    @Test
    void invitationsShowWhatIsForPeople() {
        String calendar = "BEGIN:VCALENDAR\r\n"
                + "PRODID:x\r\n"
                + "BEGIN:VEVENT\r\n"
                + "SUMMARY;LANGUAGE=en:Plans\\, and more\r\n"
                + "DESCRIPTION;ALTREP=\"https://a.example/:x\":Join https://meet.exam\r\n"
                + " ple.com/j/1\\n"
                + "Bring\r\n"
                + "\t it\r\n"
                + "ATTACH:https://files.example/a.pdf\r\n"
                + "ATTACH;ENCODING=BASE64;VALUE=BINARY:QUJD\r\n"
                + "X-URL:https://no.example\r\n"
                + "END:VEVENT\r\n"
                + "END:VCALENDAR\r\n";

        assertThat(CalendarText.shown(calendar))
                .isEqualTo(
                        "Plans, and more\nJoin https://meet.example.com/j/1\nBring it\nhttps://files.example/a.pdf\n");
        assertThat(CalendarText.shown("URL:" + "a\r\n ".repeat(300_000))).hasSizeLessThan(70_000);
    }

    /** As POSIX has it, 45 bytes a line, with or without blanks at the ends of lines. */
    static String uuencoded(String name, byte[] bytes, char zero) {
        StringBuilder text = new StringBuilder("begin 644 " + name + "\r\n");
        for (int from = 0; from < bytes.length; from += 45) {
            int length = Math.min(45, bytes.length - from);
            text.append((char) (' ' + length));
            for (int at = from; at < from + length; at += 3) {
                int three = 0;
                for (int i = 0; i < 3; i++) {
                    three = three << 8 | (at + i < from + length ? bytes[at + i] & 0xFF : 0);
                }
                for (int shift = 18; shift >= 0; shift -= 6) {
                    int six = three >> shift & 0x3F;
                    text.append(six == 0 ? zero : (char) (' ' + six));
                }
            }
            text.append("\r\n");
        }
        return text.append(zero == ' ' ? " " : "`").append("\r\nend\r\n").toString();
    }

    @Test
    void uuencodedFilesOfAnyLengthAreDecoded() throws IOException {
        Random random = new Random(5);
        for (int length = 1; length < 400; length += 1 + random.nextInt(7)) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            for (char zero : new char[] {'`', ' '}) {
                byte[] text = ("before\r\n" + uuencoded("a b.bin", bytes, zero) + "after\r\n").getBytes(ISO_8859_1);
                int begin = Uuencoded.begin(text, 0);
                assertThat(begin).isEqualTo(8);
                Uuencoded file = new Uuencoded(new ByteArrayInputStream(text, begin, text.length));
                assertThat(file.name()).isEqualTo("a b.bin");
                assertThat(file.readAllBytes()).isEqualTo(bytes);
                assertThat(new String(file.rest().readAllBytes(), ISO_8859_1)).isEqualTo("after\r\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin 644 a.txt\r\nand then go home\r\n",
                "begin 644 a.txt\r\n",
                "begin 644 a.txt",
                "begin with 644 files\r\n#ABC\r\n",
                "begin 644\r\n#86)C\r\n",
                "> begin 644 a.txt\r\n#86)C\r\n",
                "begin 999 a.txt\r\n#86)C\r\n"
            })
    void wordsThatLookLikeAFileAreNone(String text) {
        assertThat(Uuencoded.begin(text.getBytes(ISO_8859_1), 0)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><p>x",
                "\r\n  <HTML>",
                "<!-- saved from url=(0014)about:internet -->\n<html lang=en>",
                "<?xml version=\"1.0\"?>\n<svg xmlns='x'>",
                "<script>alert(1)</script>",
                "<div\nstyle=x>",
                "<a href=x>"
            })
    void pagesAreKnownByWhatTheyBeginWith(String page) {
        assertThat(FileKind.of(page.getBytes(UTF_8))).isEqualTo(FileKind.PAGE);
        assertThat(FileKind.of(("\uFEFF" + page).getBytes(UTF_8))).isEqualTo(FileKind.PAGE);
        assertThat(FileKind.of(("\uFEFF" + page).getBytes(UTF_16LE))).isEqualTo(FileKind.PAGE);
        assertThat(FileKind.of(page.getBytes(UTF_16BE))).isEqualTo(FileKind.PAGE);
        assertThat(FileKind.text(("\uFEFF" + page).getBytes(UTF_16LE), "utf-8")).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: a@b.example\r\nSubject: x\r\n\r\nhello",
                "Received: from x\r\n\tby y\r\nX-Odd: z\r\nDate: today\r\n\r\n",
                "From a@b.example Mon Jan  1 00:00:00 2026\nReturn-Path: <>\nTo: x\n\n",
                "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
            })
    void messagesAreKnownByTheirHeaders(String message) {
        assertThat(FileKind.of(message.getBytes(UTF_8))).isEqualTo(FileKind.MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PK\3\4",
                "%PDF-1.4",
                "<?xml version='1.0'?><data/>",
                "<apple/>",
                "1 < 2",
                "To: do\nnothing\n",
                "Subject: one line\n\nno more",
                "To: do\nFrom: here to there, and\nso on",
                "key: value\nother: value\n\n"
            })
    void otherFilesAreNeither(String file) {
        assertThat(FileKind.of(file.getBytes(UTF_8))).isEqualTo(FileKind.OTHER);
    }

    @Test
    void utf16WithoutAMarkIsReadBothWays() {
        assertThat(Charsets.text("Hello https://a.example".getBytes(UTF_16LE), "utf-16"))
                .isEqualTo("Hello https://a.example");
        assertThat(Charsets.text("Hello https://a.example".getBytes(UTF_16BE), "UTF-16"))
                .isEqualTo("Hello https://a.example");
        assertThat(Charsets.text("\uFEFFHello".getBytes(UTF_16LE), "utf-16")).isEqualTo("Hello");
        assertThat(Charsets.text(new byte[] {'a'}, "utf-16")).hasSize(1);
        assertThat(Charsets.text(new byte[0], "utf-16")).isEmpty();
    }
}
