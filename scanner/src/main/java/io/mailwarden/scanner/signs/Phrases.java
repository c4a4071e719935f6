package io.mailwarden.scanner.signs;

import io.mailwarden.scanner.content.Plain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Finds all of many phrases in one pass over a text (Aho and Corasick, 1975): time grows with the text alone, whatever
 * it is made of. Immutable, thread-safe.
 */
final class Phrases {

    // Blank, $, 0 to 9, a to z: what Plain leaves.
    private static final int SYMBOLS = 38;

    private static final byte[] SYMBOL = symbols();

    private final char[] next;
    private final int[] found;
    private final char[] shorter;
    // From this state on, a phrase ends in each.
    private final int firstEnding;

    /** Each phrase as {@link Plain#words} folds it; a phrase that ends with * is the beginning of its last word. */
    Phrases(List<String> phrases) {
        Builder builder = new Builder();
        for (int number = 0; number < phrases.size(); number++) {
            String phrase = phrases.get(number);
            String folded = Plain.words(phrase);
            builder.add(phrase.endsWith("*") ? folded.stripTrailing() : folded, number);
        }
        List<Integer> byDepth = builder.link();
        char[] shorterOf = builder.shorter();
        List<Integer> order = new ArrayList<>(byDepth);
        // Where most of the time is spent lies together, near the beginning; what ends a phrase is told by its number.
        order.sort(Comparator.comparing(state -> builder.ends(state, shorterOf)));
        firstEnding = (int)
                order.stream().filter(state -> !builder.ends(state, shorterOf)).count();
        int[] numbers = new int[order.size()];
        for (int number = 0; number < numbers.length; number++) {
            numbers[order.get(number)] = number;
        }
        next = builder.flat(order, numbers);
        found = order.stream().mapToInt(builder.found::get).toArray();
        shorter = new char[numbers.length];
        for (int number = 0; number < numbers.length; number++) {
            shorter[number] = (char) numbers[shorterOf[order.get(number)]];
        }
    }

    private static byte[] symbols() {
        byte[] symbols = new byte[128];
        for (char c = 'a'; c <= 'z'; c++) {
            symbols[c] = (byte) (c - 'a' + 12);
        }
        for (char c = '0'; c <= '9'; c++) {
            symbols[c] = (byte) (c - '0' + 2);
        }
        symbols['$'] = 1;
        return symbols;
    }

    /** The numbers of the phrases in the folded text. */
    BitSet in(String folded) {
        BitSet seen = new BitSet();
        int state = 0;
        for (int at = 0; at < folded.length(); at++) {
            state = next[state * SYMBOLS + symbol(folded.charAt(at))];
            if (state >= firstEnding) {
                end(state, seen);
            }
        }
        return seen;
    }

    private void end(int state, BitSet seen) {
        for (int hit = state; hit != 0; hit = shorter[hit]) {
            if (found[hit] >= 0) {
                seen.set(found[hit]);
            }
        }
    }

    private static int symbol(char c) {
        return c < SYMBOL.length ? SYMBOL[c] : 0;
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

        /** Links each state to where it goes on when a letter does not fit; returns them all, the shallow ones first. */
        List<Integer> link() {
            List<Integer> order = new ArrayList<>();
            fallback = new int[states.size()];
            Deque<Integer> queue = new ArrayDeque<>();
            queue.add(0);
            while (!queue.isEmpty()) {
                int state = queue.remove();
                order.add(state);
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
            return order;
        }

        boolean ends(int state, char[] shorter) {
            return found.get(state) >= 0 || shorter[state] != 0;
        }

        char[] flat(List<Integer> order, int[] numbers) {
            char[] flat = new char[states.size() * SYMBOLS];
            for (int number = 0; number < numbers.length; number++) {
                int[] after = states.get(order.get(number));
                for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                    flat[number * SYMBOLS + symbol] = (char) numbers[after[symbol]];
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
