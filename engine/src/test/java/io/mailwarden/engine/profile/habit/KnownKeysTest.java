package io.mailwarden.engine.profile.habit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownKeysTest {

    private static final int MOST = 384;

    private final KnownKeys known = new KnownKeys(MOST);

    @Test
    void tellsWhoIsNew() {
        assertThat(known.contains(key(1))).isFalse();
        assertThat(known.add(key(1))).isTrue();
        assertThat(known.add(key(1))).isFalse();
        assertThat(known.contains(key(1))).isTrue();
        assertThat(known.contains(key(2))).isFalse();
    }

    @Test
    void keepsAWholeGeneration() {
        addAll(0, MOST);

        assertThat(countKnown(0, MOST)).isEqualTo(MOST);
    }

    @Test
    void neverGrowsPastTwoGenerationsAndForgetsTheOldest() {
        addAll(0, 100_000);

        assertThat(known.size()).isLessThanOrEqualTo(2 * MOST);
        assertThat(countKnown(100_000 - MOST, 100_000)).isEqualTo(MOST);
        assertThat(countKnown(0, 90_000)).isLessThan(1_800);
    }

    @Test
    void takesAtMostOneStrangerOfAHundredForKnown() {
        addAll(0, 2 * MOST);

        assertThat(countKnown(1_000_000, 1_010_000)).isBetween(1L, 150L);
    }

    @Test
    void keepsWhoIsStillWrittenTo() {
        for (int i = 0; i < 20_000; i += 100) {
            known.add(key(-1));
            addAll(i, i + 100);
        }

        assertThat(known.contains(key(-1))).isTrue();
    }

    @Test
    void keyOfTheOlderGenerationIsNotNewWhenItComesBack() {
        addAll(0, MOST + 1);

        assertThat(known.add(key(0))).isFalse();
    }

    @Test
    void takesOverWhatAnotherHolds() {
        KnownKeys other = new KnownKeys(MOST);
        for (int i = 0; i < MOST + 50; i++) {
            other.add(key(i));
        }
        known.addAll(other);

        assertThat(countKnown(MOST, MOST + 50)).isEqualTo(50);
        assertThat(countKnown(0, MOST)).isEqualTo(MOST);
    }

    @Test
    void holdsTheKeysAtEitherEnd() {
        assertThat(known.contains(0)).isFalse();
        assertThat(known.add(0)).isTrue();
        assertThat(known.add(-1)).isTrue();
        assertThat(known.contains(0)).isTrue();
        assertThat(known.contains(-1)).isTrue();
    }

    @Test
    void worksWithRoomForOne() {
        KnownKeys one = new KnownKeys(1);
        for (int i = 0; i < 10; i++) {
            one.add(key(i));
            assertThat(one.contains(key(i))).isTrue();
        }

        assertThat(one.size()).isEqualTo(2);
    }

    private void addAll(int from, int to) {
        for (int i = from; i < to; i++) {
            known.add(key(i));
        }
    }

    private long countKnown(int from, int to) {
        long count = 0;
        for (int i = from; i < to; i++) {
            count += known.contains(key(i)) ? 1 : 0;
        }
        return count;
    }

    private static long key(int number) {
        return Keys.of("recipient" + number + "@example.net");
    }
}
