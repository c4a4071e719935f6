package io.mailwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanCommandTest {

    private static final String PHISHING =
            """
            From: PayPal <service@pay-center.example>
            To: rita@firm.example
            Subject: Your account has been limited
            Content-Type: text/html

            <p>Dear customer, we noticed unusual activity. Verify your account within 24 hours.</p>
            <a href="https://paypal-secure.example/login">https://www.paypal.com/</a>
            """;

    private static final String HONEST =
            """
            From: Ann <ann@partner.example>
            Subject: Monday

            See you on Monday at ten.

            From the station it is five minutes.
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int scan(Object... arguments) {
        List<String> words = new ArrayList<>(List.of("scan"));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words.toArray(String[]::new));
    }

    private List<JsonNode> lines() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            lines.add(mapper.readTree(line));
        }
        return lines;
    }

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void eachMessageIsOneLine() throws IOException {
        Path bad = file("bad.eml", PHISHING);
        Path good = file("good.eml", HONEST);

        assertThat(scan(bad, good)).isZero();

        assertThat(lines()).hasSize(2);
        JsonNode first = lines().get(0);
        assertThat(first.get("file").asText()).isEqualTo(bad.toString());
        assertThat(first.get("verdict").asText()).isEqualTo("malicious");
        assertThat(first.get("score").asDouble()).isBetween(0.8, 1.0);
        assertThat(first.get("reasons"))
                .extracting(JsonNode::asText)
                .contains("link shows paypal.com, opens paypal-secure.example");
        assertThat(lines().get(1).get("verdict").asText()).isEqualTo("clean");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void foldersAreGoneThroughByNameWithoutHiddenFiles() throws IOException {
        file("mail/b/2.eml", HONEST);
        file("mail/a/1.eml", HONEST);
        file("mail/.index", "x");

        assertThat(scan(folder.resolve("mail"))).isZero();

        assertThat(lines())
                .extracting(line ->
                        folder.relativize(Path.of(line.get("file").asText())).toString())
                .containsExactly("mail/a/1.eml", "mail/b/2.eml");
    }

    @Test
    void messagesOfAMailboxAreNumbered() throws IOException {
        String mark = "From x@y.example Mon May  4 10:00:00 2026\n";
        Path box = file("inbox", mark + HONEST.replace("\nFrom the", "\n>From the") + "\n" + mark + PHISHING + "\n");

        assertThat(scan(box)).isZero();

        assertThat(lines()).extracting(line -> line.get("file").asText()).containsExactly(box + "#1", box + "#2");
        assertThat(lines()).extracting(line -> line.get("verdict").asText()).containsExactly("clean", "malicious");
    }

    @Test
    void sensitivityMovesTheVerdictAndNotTheScore() throws IOException {
        Path fraud = file(
                "fraud.eml",
                """
                From: Ada <ada.brown@gmail.com>
                Subject: Dearest

                Dear friend, I am a widow. My late husband left a fund; be my beneficiary. Contact me in good faith.
                """);

        assertThat(scan(fraud)).isZero();
        assertThat(scan("--sensitivity", "heightened", fraud)).isZero();
        assertThat(scan("--sensitivity=normal", fraud)).isZero();

        assertThat(lines())
                .extracting(line -> line.get("verdict").asText())
                .containsExactly("suspicious", "malicious", "suspicious");
        assertThat(lines())
                .extracting(line -> line.get("score").asDouble())
                .containsOnly(lines().get(0).get("score").asDouble());
    }

    @Test
    void misuseEndsWithTwo() throws IOException {
        assertThat(scan()).isEqualTo(2);
        assertThat(scan(folder.resolve("none"))).isEqualTo(2);
        assertThat(scan("--sensitivity", "NORMAL", file("a.eml", HONEST))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whatIsNoMessageIsScannedAllTheSame() throws IOException {
        assertThat(scan(file("empty", ""), file("noise", "\u0000\u0001\u0002"))).isZero();
        assertThat(lines()).hasSize(2);
    }

    @Test
    void mailboxIsCutOnlyWhereAMessageBegins() throws IOException {
        String text = "From a\nS: 1\n\nx\nFrom not\n\n>From quoted\n>>From twice\n\nFrom b\nS: 2\n\ny";
        MailboxReader reader = new MailboxReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(new String(reader.next(), StandardCharsets.UTF_8))
                .isEqualTo("S: 1\n\nx\nFrom not\n\nFrom quoted\n>From twice\n\n");
        assertThat(new String(reader.next(), StandardCharsets.UTF_8)).isEqualTo("S: 2\n\ny");
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void unreadableFilesEndWithOneAndStandOnStandardError() throws IOException {
        MessageFiles files = new MessageFiles();
        Path good = file("good.eml", HONEST);
        List<String> seen = new ArrayList<>();

        files.visit(folder.resolve("gone.eml"), (name, source) -> seen.add(name));
        files.visit(good, (name, source) -> seen.add(name));

        assertThat(files.unreadable())
                .singleElement()
                .asString()
                .startsWith("cannot read " + folder.resolve("gone.eml"));
        assertThat(seen).containsExactly(good.toString());
    }
}
