package io.mailwarden.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownRecipientsTest {

    private final KnownRecipients known = new KnownRecipients();

    @Test
    void tellsWhoIsNew() {
        assertThat(known.add(hash(1))).isTrue();
        assertThat(known.add(hash(1))).isFalse();
        assertThat(known.contains(hash(1))).isTrue();
        assertThat(known.contains(hash(2))).isFalse();
    }

    @Test
    void keepsAWholeGeneration() {
        addAll(0, KnownRecipients.GENERATION);

        assertThat(known.size()).isEqualTo(KnownRecipients.GENERATION);
        assertThat(countKnown(0, KnownRecipients.GENERATION)).isEqualTo(KnownRecipients.GENERATION);
    }

    @Test
    void neverGrowsPastTwoGenerations() {
        addAll(0, 100_000);

        assertThat(known.size()).isLessThanOrEqualTo(2 * KnownRecipients.GENERATION);
        assertThat(known.contains(hash(0))).isFalse();
        assertThat(countKnown(99_000, 100_000)).isEqualTo(1_000);
    }

    @Test
    void keepsWhoIsStillWrittenTo() {
        for (int i = 0; i < 20_000; i += 500) {
            known.add(hash(-1));
            addAll(i, i + 500);
        }

        assertThat(known.contains(hash(-1))).isTrue();
    }

    @Test
    void takesOverWhatAnotherHolds() {
        KnownRecipients other = new KnownRecipients();
        other.add(hash(1));
        known.add(hash(2));

        known.and(other);

        assertThat(countKnown(1, 3)).isEqualTo(2);
    }

    @Test
    void forgetsAllWhenCleared() {
        addAll(0, 3_000);

        known.clear();

        assertThat(known.size()).isZero();
        assertThat(countKnown(0, 3_000)).isZero();
        assertThat(known.add(hash(5))).isTrue();
    }

    @Test
    void holdsTheHashThatLooksLikeAFreeSlot() {
        assertThat(known.contains(0)).isFalse();
        assertThat(known.add(0)).isTrue();
        assertThat(known.contains(0)).isTrue();
    }

    @Test
    void tellsSimilarRecipientsApart() {
        assertThat(IntStream.range(0, 100_000).mapToLong(KnownRecipientsTest::hash))
                .doesNotHaveDuplicates();
    }

    private void addAll(int from, int to) {
        for (int i = from; i < to; i++) {
            known.add(hash(i));
        }
    }

    private long countKnown(int from, int to) {
        long count = 0;
        for (int i = from; i < to; i++) {
            count += known.contains(hash(i)) ? 1 : 0;
        }
        return count;
    }

    private static long hash(int number) {
        return KnownRecipients.hash("recipient" + number + "@example.net");
    }
}
