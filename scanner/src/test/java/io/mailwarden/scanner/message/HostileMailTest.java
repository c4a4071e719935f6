package io.mailwarden.scanner.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mail that was made to hurt: it must cost neither memory nor time, and throw nothing. */
@Timeout(60)
class HostileMailTest {

    private static final long MEGABYTE = 1024 * 1024;

    private static final String[] PIECES =
            ("Content-Type: |multipart/mixed; |boundary=b|\r\n|\n|\r\n\r\n|--b|--b--|text/html|message/rfc822|"
                            + "Content-Transfer-Encoding: base64|quoted-printable|=?utf-8?B?|?=|\"|;|charset=|utf-7|"
                            + "Subject:|Content-Disposition: attachment; filename*=|utf-8''%zz|\0|\u00ff\u00fe|<a href='|"
                            + "https://|=|=\r\n|QUJD| |(|\\|multipart/digest")
                    .split("\\|");

    private final MessageReader reader = new MessageReader();

    private ReadMessage read(String message) throws IOException {
        return reader.read(new ByteArrayInputStream(message.getBytes(ISO_8859_1)));
    }

    /** The text again and again, made while it is read. */
    private static InputStream endless(String text, long bytes) {
        List<InputStream> pieces = new ArrayList<>();
        String block = text.repeat(Math.max(1, 65_536 / text.length()));
        byte[] shared = block.getBytes(ISO_8859_1);
        for (long left = bytes; left > 0; left -= shared.length) {
            pieces.add(new ByteArrayInputStream(shared));
        }
        return new SequenceInputStream(Collections.enumeration(pieces));
    }

    private static InputStream message(String head, InputStream body) {
        return new SequenceInputStream(new ByteArrayInputStream(head.getBytes(ISO_8859_1)), body);
    }

    /** What the current thread allocates in all, kept or not: more than any heap that it needs. */
    private long allocatedWhileReading(InputStream message) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(reader.read(message).content().bytes()).isGreaterThan(MEGABYTE);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void fiftyMegabytesOfAttachmentAreNotLoaded() throws IOException {
        String head = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/zip\r\n"
                + "Content-Disposition: attachment; filename=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n";
        String line = "QUJD".repeat(19) + "\r\n";
        reader.read(message(head, endless(line, MEGABYTE))); // Loads the classes.

        assertThat(allocatedWhileReading(message(head, endless(line, 50 * MEGABYTE))))
                .isLessThan(4 * MEGABYTE);
        long bytes = reader.read(message(head, endless(line, 50 * MEGABYTE)))
                .content()
                .attachments()
                .get(0)
                .bytes();
        assertThat(bytes).isBetween(36 * MEGABYTE, 39 * MEGABYTE);
    }

    @Test
    void hugeTextIsReadUpToABound() throws IOException {
        String head = "Content-Type: text/html\r\n\r\n";
        assertThat(allocatedWhileReading(message(head, endless("plain words and no links at all\r\n", 50 * MEGABYTE))))
                .isLessThan(32 * MEGABYTE);
    }

    @Test
    void oneEndlessLineIsReadUpToABound() throws IOException {
        assertThat(allocatedWhileReading(message("Subject: ", endless("x", 50 * MEGABYTE))))
                .isLessThan(32 * MEGABYTE);
        assertThat(allocatedWhileReading(
                        message("Content-Transfer-Encoding: quoted-printable\r\n\r\n", endless(" ", 50 * MEGABYTE))))
                .isLessThan(32 * MEGABYTE);
    }

    @Test
    void blanksDoNotPileUpInAttachedMessagesEither() throws IOException {
        String head = "Content-Type: message/rfc822\r\n\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
        assertThat(allocatedWhileReading(message(head, endless(" ", 50 * MEGABYTE))))
                .isLessThan(32 * MEGABYTE);
    }

    @Test
    void aMillionHeadersHideNothing() throws IOException {
        InputStream headers = endless("X-Junk: y\r\n", 11 * MEGABYTE);
        ReadMessage reading = reader.read(message(
                "",
                new SequenceInputStream(
                        headers, message("Subject: here\r\n\r\nhttps://evil.example", InputStream.nullInputStream()))));

        assertThat(reading.content().subject()).isEqualTo("here");
        assertThat(reading.content().urls()).containsExactly("https://evil.example");
    }

    @Test
    void deepNestingEndsInAttachments() throws IOException {
        StringBuilder message = new StringBuilder("Subject: deep\r\n");
        for (int i = 0; i < 5000; i++) {
            message.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }
        ReadMessage reading = read(message.toString());

        assertThat(reading.content().subject()).isEqualTo("deep");
        assertThat(reading.content().attachments()).hasSizeBetween(1, 5);
        assertThat(reading.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("nested"));
    }

    @Test
    void whatFollowsDeepNestingIsStillRead() throws IOException {
        StringBuilder message = new StringBuilder("Content-Type: multipart/mixed; boundary=outer\r\n\r\n--outer\r\n");
        for (int i = 0; i < 50; i++) {
            message.append("Content-Type: message/rfc822\r\n\r\n");
        }
        message.append("deep\r\n--outer\r\nContent-Type: multipart/mixed; boundary=in\r\n\r\n--in\r\n\r\n"
                + "https://evil.example\r\n--in--\r\n--outer--\r\n");

        assertThat(read(message.toString()).content().urls()).containsExactly("https://evil.example");
    }

    @Test
    void tooManyPartsAreCutShort() throws IOException {
        ReadMessage reading = reader.read(message(
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n", endless("--b\r\n\r\nx\r\n", 2 * MEGABYTE)));

        assertThat(reading.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("parts"));
        assertThat(reading.content().bytes()).isGreaterThan(2 * MEGABYTE - 1);
    }

    @Test
    void htmlThatIsAllTagsCostsLittle() throws IOException {
        for (String tag : List.of(
                "<div>",
                "<b>",
                "<a href=x>",
                "<table>",
                "<font><p>",
                "<svg>",
                "<!--",
                "<a b='",
                "&amp",
                "<form>",
                "<select><option>")) {
            long start = System.nanoTime();
            reader.read(message("Content-Type: text/html\r\n\r\n", endless(tag, MEGABYTE)));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(tag).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void headersMadeToStallDecodersCostLittle() throws IOException {
        long start = System.nanoTime();
        read("Subject: " + "=?".repeat(400_000) + "\r\n\r\n");
        read("Subject: " + "=?utf-8?q?=".repeat(80_000) + "\r\n\r\n");
        read("Content-Disposition: attachment" + "; filename*0=a".repeat(60_000) + "\r\n\r\n");
        read("\r\n" + "https://".repeat(100_000));
        read("\r\n" + "www.".repeat(60_000));
        read("\r\nhttps://a" + ")".repeat(250_000));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void arbitraryBytesNeverThrow() throws IOException {
        Random random = new Random(20_261_121);
        for (int i = 0; i < 3000; i++) {
            byte[] noise = new byte[random.nextInt(600)];
            random.nextBytes(noise);
            assertThat(reader.read(new ByteArrayInputStream(noise)).content().bytes())
                    .isEqualTo(noise.length);
        }
    }

    @Test
    void arbitraryPiecesOfMimeNeverThrow() throws IOException {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder message = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                message.append(PIECES[random.nextInt(PIECES.length)]);
            }
            assertThat(read(message.toString()).content().bytes()).isEqualTo(message.length());
        }
    }
}
