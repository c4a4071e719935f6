package io.mailwarden.engine.profile.habit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.profile.organisation.LinkDomains;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final long MARK = 0x5AF0C3996E21B7D4L;

    private final Texts texts = new Texts();

    private static List<String> people(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i + "@x.example").toList();
    }

    @Test
    void countsMessagesAndDifferentRecipientsOfATextAndItsVariants() {
        texts.add(MARK, 100, List.of("a@x.example", "b@x.example"));
        texts.add(MARK ^ 0b111111, 200, List.of("b@x.example"));
        texts.add(MARK ^ 0b11_1111_1111, 200, List.of("c@x.example"));
        texts.add(MARK ^ 0b111_1111_1111, 200, List.of("d@x.example"));

        assertThat(texts.copies(MARK, 200)).isEqualTo(new Texts.Copies(3, 3));
        assertThat(texts.copies(~MARK, 200)).isEqualTo(Texts.Copies.NONE);
    }

    @Test
    void estimatesManyRecipientsWithinATenth() {
        texts.add(MARK, 100, people(100));
        assertThat(texts.copies(MARK, 100).recipients()).isBetween(85, 115);

        texts.add(MARK, 100, people(100_000));
        assertThat(texts.copies(MARK, 100).recipients()).isBetween(200, 300);
    }

    @Test
    void forgetsAfterADay() {
        texts.add(MARK, 100, people(3));

        assertThat(texts.copies(MARK, 100 + 1440).messages()).isEqualTo(1);
        assertThat(texts.copies(MARK, 101 + 1440).messages()).isZero();
    }

    @Test
    void keepsTheMostSentWhenThereAreMany() {
        texts.add(MARK, 100, people(10));
        for (int i = 1; i < 100; i++) {
            texts.add(MARK * (2 * i + 1), 100, people(1));
        }

        assertThat(texts.copies(MARK, 100).recipients()).isBetween(9, 12);
    }

    @Test
    void linksLeadToRegistrableDomains() {
        assertThat(LinkDomains.of(List.of(
                        "https://www.Example.co.uk/x?y=http://no.example",
                        "http://user:pass@login.evil.org:8080#top",
                        "https://safe.example\\@evil.example/",
                        "http://192.0.2.7/",
                        "http://[2001:db8::1]:80/",
                        "mailto:a@b.example",
                        "http://",
                        "http://" + "a".repeat(10_000),
                        "https://example.co.uk")))
                .containsExactly("example.co.uk", "evil.org", "safe.example", "192.0.2.7", "[2001:db8::1]");
    }
}
