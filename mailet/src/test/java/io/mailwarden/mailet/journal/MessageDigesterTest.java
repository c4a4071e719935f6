package io.mailwarden.mailet.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Digests stand in stores: what is read piece by piece is what was always meant, written down here in whole texts. */
class MessageDigesterTest {

    private static final List<String> PARTS = List.of(
            "Subject:", "subject :", "SUBJECT", "\fDate: ", "Date:", "From:", "from", "Message-ID:", "message-id \t:",
            "Mime-Version:", "X:", ":", " ", "\t", "\r", "\n", "\r\n", "\r\n\r\n", "\r\n ", "\n\t", "\u00a0", "\u0085",
            "\u001c", "\u000b", "a", "Grüße", "x".repeat(700), "y".repeat(2_000), "long ".repeat(300));

    private static String expected(String message) throws NoSuchAlgorithmException {
        Map<String, String> fields = new HashMap<>();
        int at = 0;
        String field = "";
        boolean header = true;
        while (header) {
            int end = message.indexOf('\n', at);
            String line = message.substring(at, end < 0 ? message.length() : end).replace("\r", "");
            at = end < 0 ? message.length() : end + 1;
            header = !line.isEmpty();
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            if (!folded) {
                keep(field, fields);
                field = "";
            }
            field += line;
            header &= end >= 0;
        }
        keep(field, fields);
        return digest(fields, message.substring(at).replace("\r", "").replaceAll("\n+$", ""));
    }

    private static void keep(String field, Map<String, String> fields) {
        int colon = field.indexOf(':');
        if (colon > 0) {
            String name = field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            fields.putIfAbsent(name, field.substring(colon + 1).strip().replaceAll("\\s+", " "));
        }
    }

    private static String digest(Map<String, String> fields, String body) throws NoSuchAlgorithmException {
        StringBuilder counted = new StringBuilder();
        for (String name : List.of("date", "from", "subject")) {
            counted.append(name).append(':').append(fields.getOrDefault(name, "")).append('\n');
        }
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] without = sha256.digest((counted + body).getBytes(ISO_8859_1));
        sha256.update(without);
        String id = fields.getOrDefault("message-id", "");
        return HexFormat.of()
                .formatHex(id.isEmpty() ? without : sha256.digest(id.getBytes(ISO_8859_1)));
    }

    @Test
    void anyMessageInAnyPiecesHasTheDigestOfItsWholeText() throws NoSuchAlgorithmException {
        SplittableRandom random = new SplittableRandom(51);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder message = new StringBuilder(random.nextBoolean() ? "" : "Subject: Lunch\r\n");
            for (int part = random.nextInt(40); part > 0; part--) {
                message.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            byte[] bytes = message.toString().getBytes(ISO_8859_1);
            MessageDigester digester = MessageDigester.ofSubmission();
            for (int from = 0; from < bytes.length; ) {
                int length = Math.min(bytes.length - from, 1 + random.nextInt(random.nextBoolean() ? 3 : 5_000));
                digester.update(bytes, from, length);
                from += length;
            }

            assertThat(digester.identity().digest()).as(message.toString()).isEqualTo(expected(message.toString()));
        }
    }
}
