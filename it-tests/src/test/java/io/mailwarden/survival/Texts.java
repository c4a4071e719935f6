package io.mailwarden.survival;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Messages that are like no other. */
final class Texts {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final int WORDS = 60;

    private Texts() {}

    static String message(Random random, String from, String to, String subject) {
        return String.join(
                "\r\n",
                "From: <" + from + ">",
                "To: <" + to + ">",
                "Subject: " + subject,
                "Message-ID: <" + Long.toHexString(random.nextLong()) + "@survival.example>",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=us-ascii",
                "",
                words(random),
                "");
    }

    private static String words(Random random) {
        return IntStream.range(0, WORDS)
                .mapToObj(i -> word(random))
                .collect(Collectors.joining(" "))
                .replaceAll("(.{60}\\S*) ", "$1\r\n");
    }

    private static String word(Random random) {
        return random.ints(2 + random.nextInt(8), 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
