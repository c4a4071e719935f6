package io.mailwarden.scanner.signs;

import io.mailwarden.scanner.content.Plain;

/**
 * The first 500 different words of a text that have four letters or more, folded. Kept are their hashes of 64 bits. Not
 * thread-safe.
 */
final class WordSet {

    private static final int MOST = 500;
    private static final int LEAST_LENGTH = 4;
    // Folded at a time, up to the next blank.
    private static final int PIECE = 2000;

    // A power of two, more than twice as many as there are words. Zero is none.
    private final long[] hashes = new long[1024];
    private int size;

    private WordSet() {}

    static WordSet of(String text) {
        WordSet words = new WordSet();
        int from = 0;
        while (from < text.length() && words.size < MOST) {
            int blank = text.indexOf(' ', from + PIECE);
            int end = blank < 0 ? text.length() : blank;
            words.addAll(Plain.words(text.substring(from, end)));
            from = end;
        }
        return words;
    }

    private void addAll(String folded) {
        int from = 0;
        long hash = Hash.START;
        for (int at = 0; at < folded.length(); at++) {
            char c = folded.charAt(at);
            if (c != ' ') {
                hash = Hash.next(hash, c);
                continue;
            }
            if (at - from >= LEAST_LENGTH && size < MOST) {
                add(hash);
            }
            from = at + 1;
            hash = Hash.START;
        }
    }

    /** FNV-1a. */
    private static final class Hash {

        static final long START = 0xcbf29ce484222325L;
        private static final long PRIME = 0x100000001b3L;

        static long next(long hash, char c) {
            return (hash ^ c) * PRIME;
        }
    }

    private void add(long hash) {
        int slot = slot(hash);
        size += hashes[slot] == 0 ? 1 : 0;
        hashes[slot] = hash;
    }

    // Where it is, or where there is room for it.
    private int slot(long hash) {
        int slot = (int) (hash ^ hash >>> 32) & (hashes.length - 1);
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & (hashes.length - 1);
        }
        return slot;
    }

    int size() {
        return size;
    }

    /** How many words are in both. */
    int common(WordSet other) {
        int common = 0;
        for (long hash : hashes) {
            common += hash != 0 && other.hashes[other.slot(hash)] == hash ? 1 : 0;
        }
        return common;
    }
}
