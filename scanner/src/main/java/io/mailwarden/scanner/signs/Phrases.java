package io.mailwarden.scanner.signs;

import io.mailwarden.scanner.content.Plain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Finds all of many phrases in one pass over a text (Aho and Corasick, 1975): time grows with the text alone, whatever
 * it is made of. Immutable, thread-safe.
 */
final class Phrases {

    // Blank, $, 0 to 9, a to z: what Plain leaves.
    private static final int SYMBOLS = 38;

    private final char[] next;
    private final int[] found;
    private final char[] shorter;

    /** Each phrase as {@link Plain#words} folds it; a phrase that ends with * is the beginning of its last word. */
    Phrases(List<String> phrases) {
        Builder builder = new Builder();
        for (int number = 0; number < phrases.size(); number++) {
            String phrase = phrases.get(number);
            String folded = Plain.words(phrase);
            builder.add(phrase.endsWith("*") ? folded.stripTrailing() : folded, number);
        }
        builder.link();
        next = builder.flat();
        found = builder.found.stream().mapToInt(Integer::intValue).toArray();
        shorter = builder.shorter();
    }

    /** The numbers of the phrases in the folded text. */
    BitSet in(String folded) {
        BitSet seen = new BitSet();
        int state = 0;
        for (int at = 0; at < folded.length(); at++) {
            state = next[state * SYMBOLS + symbol(folded.charAt(at))];
            for (int hit = state; hit != 0; hit = shorter[hit]) {
                if (found[hit] >= 0) {
                    seen.set(found[hit]);
                }
            }
        }
        return seen;
    }

    private static int symbol(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 12;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 2;
        }
        return c == '$' ? 1 : 0;
    }

    private static final class Builder {

        private final List<int[]> states = new ArrayList<>();
        private final List<Integer> found = new ArrayList<>();
        private int[] fallback = {};

        Builder() {
            addState();
        }

        private int addState() {
            int[] state = new int[SYMBOLS];
            Arrays.fill(state, -1);
            states.add(state);
            found.add(-1);
            if (states.size() > Character.MAX_VALUE) {
                throw new IllegalArgumentException("too many phrases");
            }
            return states.size() - 1;
        }

        void add(String folded, int number) {
            int state = 0;
            for (char c : folded.toCharArray()) {
                int symbol = symbol(c);
                int after = states.get(state)[symbol];
                if (after < 0) {
                    after = addState();
                    states.get(state)[symbol] = after;
                }
                state = after;
            }
            found.set(state, number);
        }

        void link() {
            fallback = new int[states.size()];
            Deque<Integer> queue = new ArrayDeque<>();
            queue.add(0);
            while (!queue.isEmpty()) {
                int state = queue.remove();
                for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                    int otherwise = state == 0 ? 0 : states.get(fallback[state])[symbol];
                    int after = states.get(state)[symbol];
                    if (after < 0) {
                        states.get(state)[symbol] = otherwise;
                    } else {
                        fallback[after] = state == 0 ? 0 : otherwise;
                        queue.add(after);
                    }
                }
            }
        }

        char[] flat() {
            char[] flat = new char[states.size() * SYMBOLS];
            for (int state = 0; state < states.size(); state++) {
                for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                    flat[state * SYMBOLS + symbol] = (char) states.get(state)[symbol];
                }
            }
            return flat;
        }

        // For each state the next shorter one that ends a phrase.
        char[] shorter() {
            char[] shorter = new char[states.size()];
            for (int state = 0; state < shorter.length; state++) {
                int at = fallback[state];
                while (at != 0 && found.get(at) < 0) {
                    at = fallback[at];
                }
                shorter[state] = (char) at;
            }
            return shorter;
        }
    }
}
