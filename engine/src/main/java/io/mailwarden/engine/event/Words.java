package io.mailwarden.engine.event;

import java.util.Arrays;

/**
 * The words of a text as 64-bit hashes, without letter case. All numbers are one word, and so are all links and mail
 * addresses; of scripts without blanks each character is a word. Not thread-safe.
 */
final class Words {

    private static final long NUMBER = mix(1);
    private static final long LINK = mix(2);

    // FNV-1a.
    private static final long SEED = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private final String text;
    private final int most;
    private long[] hashes = new long[256];
    private boolean[] capitals = new boolean[256];
    private int count;
    private int capitalCount;

    Words(CharSequence text, int most) {
        this.text = text.toString();
        this.most = most;
        read();
    }

    int count() {
        return count;
    }

    long hash(int word) {
        return hashes[word];
    }

    /** Whether the word begins with a capital letter. */
    boolean capital(int word) {
        return capitals[word];
    }

    int capitals() {
        return capitalCount;
    }

    private void read() {
        int at = 0;
        while (at < text.length() && count < most) {
            char c = text.charAt(at);
            if (!Character.isLetterOrDigit(c)) {
                at++;
            } else if (aloneAWord(c)) {
                add(mix(c), false);
                at++;
            } else if (linkBegins(at)) {
                add(LINK, false);
                at = afterBlankFree(at);
            } else {
                at = word(at);
            }
        }
    }

    // Takes one word; returns where it ends.
    private int word(int from) {
        long hash = SEED;
        boolean number = false;
        int at = from;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '@' && wordGoesOnAfter(at)) {
                add(LINK, false);
                return afterBlankFree(at);
            }
            if (c >= 'a' && c <= 'z') {
                // Most of what comes.
                hash = (hash ^ c) * PRIME;
            } else if (partOfWord(at)) {
                number |= Character.isDigit(c);
                hash = (hash ^ Character.toLowerCase(c)) * PRIME;
            } else if (!invisible(c)) {
                break;
            }
        }
        add(number ? NUMBER : mix(hash), !number && Character.isUpperCase(text.charAt(from)));
        return at;
    }

    private boolean partOfWord(int at) {
        char c = text.charAt(at);
        return Character.isLetterOrDigit(c) ? !aloneAWord(c) : joins(c) && wordGoesOnAfter(at);
    }

    private void add(long hash, boolean capital) {
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * count);
            capitals = Arrays.copyOf(capitals, 2 * count);
        }
        hashes[count] = hash;
        capitals[count] = capital;
        count++;
        capitalCount += capital ? 1 : 0;
    }

    private boolean wordGoesOnAfter(int at) {
        return at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
    }

    private boolean linkBegins(int at) {
        // Told by two letters as a rule: many words begin with one of these.
        return switch (text.charAt(at)) {
            case 'h', 'H' ->
                letter(at + 1) == 't'
                        && (text.regionMatches(true, at, "http://", 0, 7)
                                || text.regionMatches(true, at, "https://", 0, 8));
            case 'w', 'W' -> letter(at + 1) == 'w' && text.regionMatches(true, at, "www.", 0, 4);
            default -> false;
        };
    }

    private int letter(int at) {
        return at < text.length() ? text.charAt(at) | ' ' : ' ';
    }

    private int afterBlankFree(int from) {
        int at = from;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && "<>\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static boolean joins(char c) {
        return c == '.' || c == ',' || c == '-' || c == '_' || c == '+' || c == '\'' || c == '\u2019';
    }

    // Soft hyphens, zero-width characters and marks of direction: a reader sees none of them.
    private static boolean invisible(char c) {
        return c == '\u00AD' || (c >= '\u200B' && c <= '\u200F') || c == '\u2060' || c == '\uFEFF';
    }

    // Thai; Hiragana and Katakana; the Han blocks of the basic plane.
    private static boolean aloneAWord(char c) {
        return c >= '\u0E00'
                && (c <= '\u0E7F'
                        || (c >= '\u3040' && c <= '\u30FF')
                        || (c >= '\u3400' && c <= '\u9FFF')
                        || (c >= '\uF900' && c <= '\uFAFF'));
    }

    /** Makes each bit depend on all bits: the last step of SplitMix64. */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
