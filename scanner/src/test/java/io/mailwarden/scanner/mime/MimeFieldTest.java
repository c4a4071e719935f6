package io.mailwarden.scanner.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Content-Type and Content-Disposition as mail programs read them. */
class MimeFieldTest {

    private static String fileName(String parameters) {
        return MimeField.parse("attachment; " + parameters).words("filename", 200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // Every section that has an asterisk at its end is decoded.
                "filename*0*=utf-8''%C3%9Cber; filename*1*=%20alle; filename*2*=%20Ma%C3%9Fe.pdf|Über alle Maße.pdf",
                // A character cut between two sections.
                "filename*0*=utf-8''M%C3; filename*1*=%BCller.pdf|Müller.pdf",
                // Plain sections among extended ones.
                "filename*0*=iso-8859-1'de'Gr%FC; filename*1=sse; filename*2*=%2Epdf|Grüsse.pdf",
                "filename*0=\"report-\"; filename*1=\"2026.pdf\"|report-2026.pdf",
                // In any order, with ten and more of them.
                "filename*1=\"b\"; filename*0=\"a\"; filename*2=\"c.exe\"|abc.exe",
                "filename*10=k; filename*9=j; filename*8=i; filename*7=h; filename*6=g; filename*5=f; filename*4=e;"
                        + " filename*3=d; filename*2=c; filename*1=b; filename*0=a; filename*11=.js|abcdefghijk.js",
                "FILENAME*1=\".exe\"; FileName*0=\"a\"|a.exe",
                // What is said twice counts once; what follows a gap does not.
                "filename*0=a; filename*0=b; filename*1=.pdf|a.pdf",
                "filename*0=a; filename*2=.exe|a",
                "filename*1=a; filename*2=.exe|a.exe",
                // The extended form wins, wherever it stands.
                "filename=plain.pdf; filename*=utf-8''%C3%9Cber.exe|Über.exe",
                "filename*=utf-8''%C3%9Cber.exe; filename=plain.pdf|Über.exe",
                "filename=plain.pdf; filename*0*=utf-8''%C3%9Cber; filename*1*=.exe|Über.exe",
                // Slips.
                "filename*=%C3%9Cber.pdf|Über.pdf",
                "filename*=''%C3%9Cber.pdf|Über.pdf",
                "filename*=utf-8''100%.pdf|100%.pdf",
                "filename*=utf-8''%zz.pdf|%zz.pdf",
                "filename*=no-such-set''a.pdf|a.pdf",
                "filename*=\"utf-8''%C3%9Cber.pdf\"|Über.pdf",
                "filename=Annual report 2026.pdf|Annual report 2026.pdf",
                "filename=\"a;b.pdf\"|a;b.pdf",
                "filename=\"a \\\"b\\\".pdf\"|a \"b\".pdf",
                "filename=\"C:\\docs\\a.pdf\"|C:\\docs\\a.pdf",
                "filename=report (1).pdf|report (1).pdf",
                "filename=\"a.pdf|a.pdf",
                "filename = \"a.pdf\" ; size=3|a.pdf",
                "size=3 filename=\"a.pdf\"|a.pdf",
                "filename=\"=?utf-8?q?=C3=9Cber.pdf?=\"|Über.pdf",
                "filename=\"=?utf-8?q?=C3?= =?utf-8?q?=9Cber.pdf?=\"|Über.pdf",
                "filename==?utf-8?q?=C3=9Cber.pdf?=|Über.pdf",
                "(a comment) filename=a.pdf|a.pdf",
                "other=x|~~",
                "filename|~~",
                ";;;filename=a.pdf;;|a.pdf",
            })
    void namesOfFilesAreReadAsProgramsDo(String parameters, String name) {
        assertThat(fileName(parameters)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "text/html; charset=utf-8|text/html|utf-8",
                "text/html charset=utf-8|text/html|utf-8",
                "text/html, charset=utf-8|text/html|utf-8",
                "text/html;charset=utf-8;|text/html|utf-8",
                "TEXT/HTML ; CHARSET = \"UTF-8\"|text/html|UTF-8",
                "text/plain; charset=us-ascii (Plain text)|text/plain|us-ascii",
                "text/plain (a \\) comment (in another)); charset=utf-8|text/plain|utf-8",
                "text (what) / html; charset=utf-8|text/html|utf-8",
                "\"text/html\"; charset=utf-8|text/html|utf-8",
                "text/html\t\tname=\"x.html\" charset=utf-8|text/html|utf-8",
                "text/html; charset=utf-8 name=\"x.html\"|text/html|utf-8",
                "text/html; charset=utf-8; charset=utf-7|text/html|utf-8",
                "text/html; charset*=us-ascii'en'utf-8|text/html|utf-8",
            })
    void typesAreReadAsProgramsDo(String field, String type, String charset) {
        MimeField parsed = MimeField.parse(field);
        assertThat(parsed.mediaType()).contains(type);
        assertThat(parsed.token("charset")).isEqualTo(charset);
    }

    @Test
    void whatIsNoTypeIsNone() {
        for (String field : new String[] {"", "html", ";", "/", "text/", "/html", "(text/html)", "text"}) {
            assertThat(MimeField.parse(field).mediaType()).as(field).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "multipart/mixed; boundary=\"a\\\"b\"|a\"b",
                "multipart/mixed; boundary=\"a\\\\b\"|a\\b",
                "multipart/mixed; boundary=\"\\a\\b\\1\"|ab1",
                "multipart/mixed; boundary=b1 (comment)|b1",
                "multipart/mixed; boundary*0=b; boundary*1=1|b1",
                "multipart/mixed boundary=b1|b1",
                "multipart/mixed; boundary=\"=_b (1)\"|=_b (1)",
            })
    void boundariesAreReadAsProgramsDo(String field, String boundary) {
        assertThat(MimeField.parse(field).token("boundary")).isEqualTo(boundary);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "base64|BASE64",
                "BASE64|BASE64",
                "base64 (MIME)|BASE64",
                "(x) base64|BASE64",
                "\"base64\"|BASE64",
                "base64;|BASE64",
                "base64; x=y|BASE64",
                "base64, 8bit|BASE64",
                "base-64|BASE64",
                "quoted-printable (it is)|QUOTED_PRINTABLE",
                "Quoted Printable|QUOTED_PRINTABLE",
                "quotedprintable|QUOTED_PRINTABLE",
                "x-uuencode|UUENCODE",
                "x-uue|UUENCODE",
                "uuencode|UUENCODE",
                "7bit|NONE",
                "8bit (yes)|NONE",
                "8-bit|NONE",
                "binary|NONE",
                "~~|NONE",
                "x-yenc|UNKNOWN",
            })
    void encodingsAreReadWithoutWhatIsNoPartOfThem(String field, String encoding) {
        assertThat(TransferEncoding.of(field)).hasToString(encoding);
    }

    @Test
    void manyThousandSectionsCostLittleAndAreToldWhenTheyAreCut() {
        String sections = IntStream.range(0, 100_000)
                .mapToObj(i -> "filename*" + (99_999 - i) + "*=%41")
                .collect(Collectors.joining(";"));
        MimeField cut = MimeField.parse("attachment;" + sections);
        MimeField whole = MimeField.parse("attachment;" + sections.substring(0, 60_000));

        assertThat(cut.whole()).isFalse();
        assertThat(cut.words("filename", 200)).hasSizeLessThanOrEqualTo(200);
        assertThat(whole.whole()).isTrue();
        assertThat(whole.words("filename", 200)).startsWith("AAAA").hasSize(200);
    }

    @Test
    void fieldsMadeToStallCostLittle() {
        for (String piece : new String[] {
            "(",
            "((\\",
            "\"",
            "\\",
            ";",
            "=",
            " ",
            " charset=",
            ", name",
            "a=b;",
            "a*0*=%;",
            "*",
            "''",
            "\t,",
            "filename*99999999=a;"
        }) {
            MimeField field = MimeField.parse("text/html" + piece.repeat(60_000 / piece.length()));
            assertThat(field.words("filename", 200)).hasSizeLessThanOrEqualTo(200);
            assertThat(field.token("charset")).hasSizeLessThanOrEqualTo(60_000);
        }
    }

    @Test
    void rawBytesInNamesAreReadAsTheyCanBe() {
        String raw = new String("filename=\"Übersicht.pdf\"".getBytes(UTF_8), ISO_8859_1);
        assertThat(fileName(raw)).isEqualTo("Übersicht.pdf");
    }
}
