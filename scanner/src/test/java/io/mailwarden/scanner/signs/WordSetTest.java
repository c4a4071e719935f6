package io.mailwarden.scanner.signs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.scanner.content.Plain;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordSetTest {

    private static String text(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(Integer.toString(random.nextInt(3_000), 5)).append(i % 7 == 0 ? "\u00A0" : " ");
        }
        return text.toString();
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String word : Plain.words(text).split(" ")) {
            if (word.length() >= 4 && words.size() < 500) {
                words.add(word);
            }
        }
        return words;
    }

    @Test
    void hasTheFirstWordsOfATextAndCountsThoseOfBoth() {
        Random random = new Random(1);
        for (int round = 0; round < 50; round++) {
            String one = text(random, random.nextInt(2_000));
            String other = text(random, random.nextInt(2_000));
            Set<String> both = words(one);
            both.retainAll(words(other));

            assertThat(WordSet.of(one).size()).isEqualTo(words(one).size());
            assertThat(WordSet.of(one).common(WordSet.of(other))).isEqualTo(both.size());
        }
    }
}
