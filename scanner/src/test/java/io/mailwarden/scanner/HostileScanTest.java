package io.mailwarden.scanner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.response.scan.Sensitivity;
import io.mailwarden.scanner.qr.Drawn;
import io.mailwarden.scanner.signs.AttachmentSignsTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail that was made to hurt the scanner: it must cost neither memory nor time, and throw nothing. */
@Timeout(120)
class HostileScanTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final String[] PIECES =
            ("From: |To: |Subject: |Content-Type: text/html|\r\n|\r\n\r\n|<a href=\"|http://|\">|</a>"
                            + "|<div style=\"|font-size:0|color:|background:|display:none|xn--|@|%00|%|paypal|=?utf-8?B?|?=|<|>|.|..|//|"
                            + "PK\3\4|\u00D0\u00CF\u0011\u00E0|%PDF|MZ|\u200B|\u0430|#|&#x202e;|bitcoin |verify your account |"
                            + "\0|Content-Disposition: attachment; filename=|a.exe|--b\r\n|Reply-To: |,|\"|:|[::1]|:99999"
                            + "|filename*0*=utf-8''%C3|filename*1=|begin 644 a\r\n|#86)C\r\n|message/partial|text/calendar|\r"
                            + "|; format=flowed; delsp=yes|Content-Transfer-Encoding: |x-uuencode|base64 (x|multipart/mixed; boundary=b")
                    .split("\\|");

    private static Duration time(byte[] message) {
        long start = System.nanoTime();
        double score =
                Scans.OWN.scan(ScanTarget.of(message), Sensitivity.HEIGHTENED).score();
        assertThat(score).isBetween(0.0, 1.0);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.",
                "a@",
                "1.1",
                "$1,1",
                "{a",
                "a b ",
                "0x1",
                "<a href=http://a.b/>a.b</a>",
                "<a href='http://x@y@z:1/'>www.a.b.c.d",
                "<div style='color:red;color:red'>",
                "http://a-a-a-a.b/ ",
                "verify your account ",
                "\u00D0\u00B0b",
                "aB3",
                "\u00E2\u0080\u008Ba",
                "https://paypal-secure-login.example/ ",
                "bc1qqqqqqqqqqqqqqqqqqqqqqqqqq"
            })
    void megabytesOfOneThingCostLittle(String piece) {
        for (String type : List.of("text/plain", "text/html")) {
            String message = "From: a@b.example\r\nTo: c@d.example\r\nContent-Type: " + type + "; charset=utf-8\r\n\r\n"
                    + piece.repeat(MEGABYTE / piece.length());
            assertThat(time(message.getBytes(ISO_8859_1))).as(type).isLessThan(LONGEST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"From: ", "Subject: ", "Reply-To: ", "To: ", "From: \"", "From: a <"})
    void longHeadersCostLittle(String header) {
        for (String piece : List.of("a@b.example, ", "PayPal ", "\"(", "=?utf-8?B?", "a.b", "a1b2")) {
            String message = header + piece.repeat(500_000 / piece.length()) + "\r\n\r\nHello";
            assertThat(time(message.getBytes(ISO_8859_1))).as(piece).isLessThan(LONGEST);
        }
    }

    private static final String MIXED = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--b\r\n\r\nx\r\n",
                "--b\r\nContent-Type: application/octet-stream\r\n\r\n<html>\r\n",
                "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nx\r\n",
                "--b\r\nContent-Type: text/calendar\r\n\r\nURL:https://a.example\r\n",
                "--b\r\nContent-Type: text/plain\r\n\r\nbegin 644 a\r\n#86)C\r\n`\r\nend\r\n",
                "--b\r\n"
                        + "Content-Type: multipart/mixed; boundary=c\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n"
                        + "LS1jDQo=\r\n",
                "--b\r\nContent-Type: application/octet-stream; name=\"a.html\"\r\n\r\n<script>x</script>\r\n",
                "--b\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a\r\n#86)C\r\n"
            })
    void hundredThousandPartsCostLittleAndAreTold(String part) {
        byte[] message = (MIXED + part.repeat(100_000)).getBytes(ISO_8859_1);

        assertThat(time(message)).isLessThan(LONGEST);
        assertThat(Scans.OWN.scan(ScanTarget.of(message), Sensitivity.NORMAL).reasons())
                .anyMatch(reason -> reason.contains("could not be read as a whole"));
    }

    @Test
    void manyLevelsAroundMuchCostLittle() {
        for (String level : List.of(
                "Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n",
                "Content-Type: message/rfc822\r\n\r\nSubject: %d %d\r\n",
                "Content-Type: application/octet-stream\r\n\r\nFrom: %d\r\nSubject: %d\r\n")) {
            StringBuilder message = new StringBuilder();
            for (int depth = 0; depth < 5000; depth++) {
                message.append(level.formatted(depth, depth));
            }
            message.append("\r\n").append("-- la la la\r\n".repeat(10 * MEGABYTE / 13));
            assertThat(time(message.toString().getBytes(ISO_8859_1))).as(level).isLessThan(LONGEST);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: attachment|; filename*%d*=%%41%%C3",
                "Content-Disposition: attachment|; filename*%d=a",
                "Content-Type: text/html|; charset*%d=utf-8",
                "Content-Type: multipart/mixed|; boundary*%d=b",
                "Content-Type: text/html| name*%d",
                "Content-Type: text/html|(%d",
                "Content-Transfer-Encoding: base64|; (%d)",
                "Subject: |=?utf-8?B?w7w%d?=",
                "Subject: |=?x-no-%d?Q?=C3?= ",
                "From: |=?utf-8?Q?=%d",
                "From: a (|<a%d@b.example> (",
            })
    void hundredThousandSectionsOrWordsCostLittle(String both) {
        int cut = both.indexOf('|');
        StringBuilder header = new StringBuilder(both.substring(0, cut));
        for (int section = 0; section < 100_000; section++) {
            header.append(both.substring(cut + 1).formatted(section)).append(section % 1000 == 0 ? "\r\n " : "");
        }
        assertThat(time((header + "\r\n\r\nHello").getBytes(ISO_8859_1))).isLessThan(LONGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain; format=flowed; delsp=yes|> a ",
                "Content-Type: text/plain; format=flowed|a \r\n",
                "Content-Type: text/plain; format=flowed|>",
                "Content-Type: text/calendar|a\r\n ",
                "Content-Type: text/calendar|DESCRIPTION:https://a.example/\\n\r\n",
                "Content-Type: text/calendar|:",
                "Content-Type: text/plain|begin 644 a\r\n",
                "Content-Type: text/plain|begin 644 a\r\n#86)C\r\n",
                "Content-Type: text/html\r\nContent-Transfer-Encoding: x-uuencode|M",
                "Content-Type: application/octet-stream|<!-- -->",
                "Content-Type: application/octet-stream|From: a\r\n",
                "Content-Type: text/plain; charset=utf-16|a\r",
                "Content-Type: text/plain|\r"
            })
    void megabytesInOddFormsCostLittle(String both) {
        int cut = both.indexOf('|');
        String piece = both.substring(cut + 1);
        String message = both.substring(0, cut) + "\r\n\r\n" + piece.repeat(10 * MEGABYTE / piece.length());
        assertThat(time(message.getBytes(ISO_8859_1))).isLessThan(LONGEST);
    }

    @Test
    void archiveIsNeverUnpacked() throws IOException {
        byte[] bomb = AttachmentSignsTest.zip(Collections.nCopies(1, "bomb.txt").toArray(new String[0]));
        byte[] headers = new byte[5 * MEGABYTE];
        for (int at = 0; at + 40 < headers.length; at += 40) {
            System.arraycopy(bomb, 0, headers, at, 38);
        }

        Eml message = Eml.from("a@b.example").file("a.zip", "application/zip", headers);

        assertThat(time(message.bytes())).isLessThan(LONGEST);
    }

    @Test
    void hundredMegabytesOfAttachmentsAreNotKept() throws IOException {
        StringBuilder line = new StringBuilder();
        line.append("QUJD".repeat(19)).append("\r\n");
        byte[] block = line.toString().repeat(850).getBytes(ISO_8859_1);
        List<InputStream> parts = new ArrayList<>();
        parts.add(new ByteArrayInputStream("Content-Type: multipart/mixed; boundary=b\r\n\r\n".getBytes(ISO_8859_1)));
        for (int part = 0; part < 20; part++) {
            parts.add(new ByteArrayInputStream(
                    ("--b\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n")
                            .getBytes(ISO_8859_1)));
            for (int i = 0; i < 80; i++) {
                parts.add(new ByteArrayInputStream(block));
            }
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        InputStream message = new SequenceInputStream(Collections.enumeration(parts));
        long before = threads.getCurrentThreadAllocatedBytes();

        Scans.OWN.scan(ScanTarget.of(() -> message), Sensitivity.NORMAL);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(128L * MEGABYTE);
    }

    @Test
    void moreThanFiftyPicturesThatFightBackCostLittle() {
        byte[] corners = Drawn.file(Drawn.corners(1400), "png");
        Eml message = Eml.from("a@b.example").html("Hello");
        for (int i = 0; i < 60; i++) {
            message = message.file(i + ".png", "image/png", corners);
        }

        assertThat(time(message.bytes())).isLessThan(LONGEST);
    }

    @Test
    void arbitraryBytesNeverThrow() {
        Random random = new Random(20_261_128);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(800)];
            random.nextBytes(noise);
            time(noise);
        }
    }

    @Test
    void arbitraryPiecesOfMailNeverThrow() {
        Random random = new Random(7);
        for (int i = 0; i < 4000; i++) {
            StringBuilder message = new StringBuilder("Content-Type: text/html; charset=utf-8\r\n");
            for (int length = random.nextInt(50); length > 0; length--) {
                message.append(PIECES[random.nextInt(PIECES.length)]);
            }
            time(message.toString().getBytes(UTF_8));
        }
    }

    @Test
    void everyReasonIsFitToBeShown() {
        Eml message = Eml.from("PayPal \u0007 <x@evil.example>")
                .subject("\u001B[31mVerify your account")
                .html("<a href='https://evil.example/verify'>https://paypal.com/\u0007" + "x".repeat(5000) + "</a>");

        assertThat(Scans.normal(message).reasons()).isNotEmpty().allSatisfy(reason -> assertThat(reason)
                .hasSizeLessThanOrEqualTo(200)
                .doesNotMatch(".*\\p{Cc}.*"));
    }

    @Test
    void sourceThatCannotBeReadIsTheCallersToKnow() {
        ScanTarget broken = ScanTarget.of(() -> {
            throw new IOException("disk on fire");
        });

        assertThatThrownBy(() -> Scans.OWN.scan(broken, Sensitivity.NORMAL))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("disk on fire");
    }
}
