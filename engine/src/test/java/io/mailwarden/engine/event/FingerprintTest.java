package io.mailwarden.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

    private static final String INVOICE =
            """
            Dear %s,

            thank you for the payment of %s that we received on %s. Your invoice is attached to this message, and you
            may also download it from our pages: %s . If anything in it is wrong, please write to us within two weeks, so
            that we can send you a corrected one before the books of this year are closed.

            Kind regards
            Accounts department
            """;

    private static final String MEETING =
            """
            Hello all,

            the meeting of next week moves to the large room on the second floor, because the small one is being
            painted. Bring your own coffee if you want any: the machine is still broken and nobody knows when it will be
            repaired. We start with the budget, then the holidays, then whatever is left from last time.

            See you there
            """;

    private static final String PHISHING =
            """
            Your mailbox is almost full. To keep receiving messages you must confirm your password today, or your account
            will be closed and all stored documents will be deleted without further notice. Click below to confirm now.
            %s
            The administrators
            """;

    private static long mark(String text) {
        return Fingerprint.of(text).orElseThrow();
    }

    @Test
    void copiesOfAMailMergeAreNear() {
        List<String> copies = List.of(
                INVOICE.formatted("Bob", "12.50 EUR", "3 May 2026", "https://example.com/i?id=9f3c00aa17e4"),
                INVOICE.formatted("Anna Maria Schmidt", "1,204.00 USD", "14 April 2026", "https://example.com/i?id=1"),
                INVOICE.formatted("Customer", "7 EUR", "28 May 2026", "www.example.com/another/path/altogether"));

        for (String one : copies) {
            for (String other : copies) {
                assertThat(Fingerprint.distance(mark(one), mark(other))).isLessThanOrEqualTo(6);
            }
        }
    }

    @Test
    void greetingByNameOrAddressAndTrackedLinkChangeNothing() {
        String one = "Hello Bob,\n" + PHISHING.formatted("https://evil.example/a?u=1");
        String other = "Hello Ann-Kathrin Müller,\n" + PHISHING.formatted("http://evil.example/b?u=zzzzzzzz");

        assertThat(mark(one)).isEqualTo(mark(other));
        assertThat(mark("dear bob@example.org,\n" + PHISHING)).isEqualTo(mark("dear a.b+c@example.net,\n" + PHISHING));
    }

    @Test
    void oneWordThatIsNoNameChangesFewBits() {
        String one = INVOICE.formatted("customer", "7 EUR", "28 May 2026", "www.example.com");
        String other = INVOICE.formatted("Bob", "7 EUR", "28 May 2026", "www.example.com");

        assertThat(Fingerprint.distance(mark(one), mark(other))).isBetween(1, 10);
    }

    @Test
    void differentTextsAreFarApart() {
        assertThat(Fingerprint.distance(mark(INVOICE), mark(MEETING))).isGreaterThan(16);
        assertThat(Fingerprint.distance(mark(INVOICE), mark(PHISHING))).isGreaterThan(16);
        assertThat(Fingerprint.distance(mark(MEETING), mark(PHISHING))).isGreaterThan(16);
    }

    @Test
    void sameWordsInOtherOrderAreAnotherText() {
        List<String> words =
                IntStream.range(0, 100).mapToObj(i -> "w" + letters(i)).toList();
        List<String> turned =
                IntStream.range(0, 100).mapToObj(i -> words.get(99 - i)).toList();

        assertThat(Fingerprint.distance(mark(String.join(" ", words)), mark(String.join(" ", turned))))
                .isGreaterThan(16);
    }

    @Test
    void fewChangedWordsInLongTextsChangeFewBits() {
        Random random = new Random(20261121);
        List<String> words =
                random.ints(400, 0, 2000).mapToObj(FingerprintTest::letters).collect(Collectors.toList());
        long before = mark(String.join(" ", words));
        words.set(17, "changed");
        words.remove(200);
        words.add(350, "added");

        assertThat(Fingerprint.distance(before, mark(String.join(" ", words)))).isBetween(1, 9);
    }

    @Test
    void letterCaseBlanksAndInvisibleCharactersDoNotCount() {
        String text = MEETING.toLowerCase(Locale.ROOT);

        assertThat(mark(text.replace(" ", " \t\n "))).isEqualTo(mark(text));
        assertThat(mark(text.replace("e", "e\u200B").replace("o", "o\u00AD"))).isEqualTo(mark(text));
        assertThat(mark(MEETING.toUpperCase(Locale.ROOT))).isEqualTo(mark(text));
    }

    @Test
    void shortTextsHaveNone() {
        String nineteen = "one ".repeat(19);

        assertThat(Fingerprint.of(nineteen)).isEmpty();
        assertThat(Fingerprint.of(nineteen + "more")).isPresent();
        assertThat(Fingerprint.of("")).isEmpty();
    }

    @Test
    void scriptsWithoutBlanksHaveOneToo() {
        String japanese = "請求書を添付いたしますのでご確認ください。お支払い期限は今月末です。";
        String other = "来週の会議は二階の大きな部屋に変わりました。小さな部屋は塗装中です。";

        assertThat(Fingerprint.distance(mark(japanese), mark(other))).isGreaterThan(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "@", "a@", "www.", "http://", "1,", "A ", "日", "\u200B", "\uD83D", "a\u0301"})
    void readsAnyFloodInTime(String piece) {
        String flood = piece.repeat(500_000);

        assertThat(Fingerprint.of(flood)).isEqualTo(Fingerprint.of(flood));
    }

    private static String letters(int number) {
        return "" + (char) ('a' + number / 26 % 26) + (char) ('a' + number % 26) + (char) ('a' + number / 676 % 26);
    }
}
