package io.mailwarden.scanner.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * Words as {@link Plain} folds them, one blank before, between and after them, made in one pass. Each letter is decomposed for
 * itself: what a text decomposed as a whole has in another order, marks on letters, is left out in any case. Not
 * thread-safe; what letters are folded to is shared by all threads.
 */
final class FoldedText {

    // What each letter beyond ASCII is folded to, by its higher and its lower byte, made when it is first met; by two
    // threads, it may be: it is the same.
    private static final String[][] BEYOND_ASCII = new String[256][];

    private byte[] words;
    private int length;

    FoldedText(int expected) {
        words = new byte[Math.max(2, expected)];
        words[length++] = ' ';
    }

    FoldedText add(CharSequence text) {
        int end = text.length();
        for (int at = 0; at < end; at++) {
            char c = text.charAt(at);
            if (c < 0x80) {
                add(Plain.foldedAscii(c));
            } else if (Character.isHighSurrogate(c) && at + 1 < end && Character.isLowSurrogate(text.charAt(at + 1))) {
                add(beyond(Character.toCodePoint(c, text.charAt(at + 1))));
                at++;
            } else {
                add(folded(c));
            }
        }
        return this;
    }

    private void add(byte folded) {
        if (folded != ' ' || words[length - 1] != ' ') {
            if (length == words.length) {
                words = Arrays.copyOf(words, length * 2);
            }
            words[length++] = folded;
        }
    }

    private void add(String folded) {
        for (int at = 0; at < folded.length(); at++) {
            add((byte) folded.charAt(at));
        }
    }

    // Chinese characters and Korean syllables are none of the letters that words are made of here.
    private static String folded(char c) {
        return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xDFFF) ? " " : known(c);
    }

    private static String known(char c) {
        String[] page = BEYOND_ASCII[c >> 8];
        if (page == null) {
            page = new String[256];
            BEYOND_ASCII[c >> 8] = page;
        }
        String folded = page[c & 0xFF];
        if (folded == null) {
            folded = Plain.folded(String.valueOf(c));
            page[c & 0xFF] = folded;
        }
        return folded;
    }

    // Letters drawn as mathematical signs are letters; pictures are not.
    private static String beyond(int c) {
        return c >= 0x1F300 && c <= 0x1FAFF ? " " : Plain.folded(Character.toString(c));
    }

    @Override
    public String toString() {
        add((byte) ' ');
        return new String(words, 0, length, ISO_8859_1);
    }
}
