package io.mailwarden.engine.event;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * A 64-bit mark of a text that differs in few bits for texts that differ in few words: SimHash (Charikar 2002; for
 * documents, Manku and others 2007) over each three words in a row. Before that, what a mail merge fills in is made the
 * same: numbers, links and addresses, and words with a capital letter (names) where they are not most of the text.
 */
public final class Fingerprint {

    /** Texts of fewer words have no mark: too much of them is greeting and signature. */
    public static final int FEWEST_WORDS = 20;

    /** Words beyond these are not looked at. */
    public static final int MOST_WORDS = 20_000;

    private static final long NAME = Words.mix(3);

    // Every byte of entry i is the bit of i in that place: adds eight bits to eight counters at once.
    private static final long[] SPREAD = spread();
    private static final int BEFORE_COUNTERS_RUN_OVER = 255;

    private Fingerprint() {}

    /** The mark of a text as a reader sees it; empty when it has fewer than {@value #FEWEST_WORDS} words. */
    public static OptionalLong of(CharSequence text) {
        Words words = new Words(text, MOST_WORDS);
        return words.count() < FEWEST_WORDS ? OptionalLong.empty() : OptionalLong.of(mark(words));
    }

    /** In how many bits two marks differ, 0 to 64. */
    public static int distance(long one, long other) {
        return Long.bitCount(one ^ other);
    }

    private static long mark(Words words) {
        boolean foldNames = 2 * words.capitals() <= words.count();
        Votes votes = new Votes();
        long first = 0;
        long second = 0;
        boolean wasName = false;
        for (int word = 0; word < words.count(); word++) {
            boolean name = foldNames && words.capital(word);
            if (!(name && wasName)) {
                long third = name ? NAME : words.hash(word);
                votes.add(Words.mix(first * 3 + second * 5 + third));
                first = second;
                second = third;
            }
            wasName = name;
        }
        return votes.majority();
    }

    /** For each bit, how many hashes had it. */
    private static final class Votes {

        private final int[] counts = new int[Long.SIZE];
        private final long[] recent = new long[Long.BYTES];
        private int recentHashes;
        private int hashes;

        void add(long hash) {
            for (int i = 0; i < recent.length; i++) {
                recent[i] += SPREAD[(int) (hash >>> (Byte.SIZE * i)) & 0xFF];
            }
            if (++recentHashes == BEFORE_COUNTERS_RUN_OVER) {
                flush();
            }
        }

        private void flush() {
            for (int bit = 0; bit < counts.length; bit++) {
                counts[bit] += (int) (recent[bit / Byte.SIZE] >>> (bit % Byte.SIZE * Byte.SIZE)) & 0xFF;
            }
            Arrays.fill(recent, 0);
            hashes += recentHashes;
            recentHashes = 0;
        }

        long majority() {
            flush();
            long mark = 0;
            for (int bit = 0; bit < counts.length; bit++) {
                mark |= 2 * counts[bit] > hashes ? 1L << bit : 0;
            }
            return mark;
        }
    }

    private static long[] spread() {
        long[] spread = new long[1 << Byte.SIZE];
        for (int value = 0; value < spread.length; value++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                spread[value] |= (long) (value >> bit & 1) << (bit * Byte.SIZE);
            }
        }
        return spread;
    }
}
