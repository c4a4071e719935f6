package io.mailwarden.scanner.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading one message of 50 KiB to what the engine wants to know of it. Budget: below 1 ms. How to run it:
 * docs/benchmarks.md.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MessageReaderBenchmark {

    private static final int BYTES = 50 * 1024;

    /** What the message is made of: all of it plain text, all HTML, both, or mostly an attachment. */
    @Param({"plain", "html", "alternative", "attachment"})
    public String shape = "";

    private final MessageReader reader = new MessageReader();
    private final Random random = new Random(20261121);
    private byte[] message = {};

    @Setup
    public void write() {
        String head =
                """
                From: "Bob Builder" <bob@example.org>
                To: carol@example.net, dave@example.com
                Subject: =?UTF-8?Q?Caf=C3=A9?= at noon
                Message-ID: <1@example.org>
                MIME-Version: 1.0
                """;
        message = (head + body()).replace("\n", "\r\n").getBytes(ISO_8859_1);
    }

    private String body() {
        return switch (shape) {
            case "plain" -> "Content-Type: text/plain; charset=utf-8\n\n" + plain(BYTES);
            case "html" -> "Content-Type: text/html; charset=utf-8\n\n" + html(BYTES);
            case "alternative" ->
                "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
                        + plain(BYTES / 3) + "\n--b\nContent-Type: text/html\n\n" + html(BYTES * 2 / 3) + "\n--b--\n";
            default ->
                "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n" + plain(2048)
                        + "\n--b\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n"
                        + Base64.getMimeEncoder().encodeToString(new byte[(BYTES - 2048) * 3 / 4]) + "\n--b--\n";
        };
    }

    private String plain(int bytes) {
        StringBuilder text = new StringBuilder();
        for (int word = 1; text.length() < bytes; word++) {
            text.append(word()).append(word % 12 == 0 ? ".\n" : " ");
            if (word % 100 == 0) {
                text.append("See https://example.com/")
                        .append(word())
                        .append("?id=")
                        .append(random.nextInt())
                        .append('\n');
            }
        }
        return text.toString();
    }

    // Newsletters and what word processors write have about as much markup as text.
    private String html(int bytes) {
        StringBuilder text = new StringBuilder("<html><head><style>p { margin: 0 }</style></head><body>\n");
        while (text.length() < bytes) {
            text.append("<table border=\"0\" width=\"600\"><tr><td style=\"font-family: Arial; color: #333333\">\n");
            text.append("<p>").append(plain(300)).append("</p>\n");
            text.append("<a href=\"https://example.com/")
                    .append(word())
                    .append("\">")
                    .append(word())
                    .append("</a>\n");
            text.append("<span style=\"font-size: 12px\">").append(plain(100)).append("</span></td></tr></table>\n");
        }
        return text.append("</body></html>\n").toString();
    }

    private String word() {
        int length = 2 + random.nextInt(8);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    @Benchmark
    public ReadMessage read() throws IOException {
        return reader.read(new ByteArrayInputStream(message));
    }
}
