package io.mailwarden.mailet.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Digests stand in stores: whatever a message is made of, and in whatever pieces it comes, its digest stays. */
class MessageDigesterTest {

    private static final List<String> PARTS = List.of(
            "Subject:",
            "subject :",
            "SUBJECT",
            "\fDate: ",
            "Date:",
            "From:",
            "from",
            "Message-ID:",
            "message-id \t:",
            "Mime-Version:",
            "X:",
            ":",
            " ",
            "\t",
            "\r",
            "\n",
            "\r\n",
            "\r\n\r\n",
            "\r\n ",
            "\n\t",
            "\u00a0",
            "\u0085",
            "\u001c",
            "\u000b",
            "a",
            "Grüße",
            "x".repeat(700),
            "y".repeat(2_000),
            "long ".repeat(300));

    // Of all the digests below, one after the other, by what wrote them into stores first.
    private static final String ALL = "840df46b4f4e3076182f1f7205e75e9ad4b93170c0a3aa4672f173645f2d9d36";

    @Test
    void anyMessageInAnyPiecesKeepsTheDigestThatStoresHave() throws NoSuchAlgorithmException {
        SplittableRandom random = new SplittableRandom(51);
        MessageDigest all = MessageDigest.getInstance("SHA-256");
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

            all.update(digester.identity().digest().getBytes(ISO_8859_1));
        }

        assertThat(HexFormat.of().formatHex(all.digest())).isEqualTo(ALL);
    }
}
