package io.mailwarden.engine.profile;

/**
 * To whom an account writes: a bounded set of 64-bit hashes in two generations. When the younger is full it becomes the
 * older and the former older one is forgotten, so that what is still used stays and memory never grows past 2 x
 * {@value #GENERATION} entries. Not thread-safe: its profile guards it.
 */
final class KnownRecipients {

    /** Entries of one generation; 2 x 16 KiB for the busiest accounts. */
    static final int GENERATION = 1024;

    private static final int FIRST_SIZE = 16;

    private long[] young = new long[FIRST_SIZE];
    private long[] old = new long[0];
    private int youngCount;

    /** Adds it; true when it was not known. */
    boolean add(long hash) {
        if (slot(young, hash) < 0) {
            return false;
        }
        boolean fresh = old.length == 0 || slot(old, hash) >= 0;
        insert(hash);
        return fresh;
    }

    boolean contains(long hash) {
        return slot(young, hash) < 0 || (old.length > 0 && slot(old, hash) < 0);
    }

    /** Adds what the other one holds; this one. */
    KnownRecipients and(KnownRecipients other) {
        for (long[] generation : new long[][] {other.old, other.young}) {
            for (long entry : generation) {
                if (entry != 0) {
                    add(entry);
                }
            }
        }
        return this;
    }

    void clear() {
        if (youngCount > 0 || old.length > 0) {
            young = new long[FIRST_SIZE];
            old = new long[0];
            youngCount = 0;
        }
    }

    int size() {
        int count = youngCount;
        for (long entry : old) {
            count += entry == 0 ? 0 : 1;
        }
        return count;
    }

    private void insert(long hash) {
        if (youngCount >= GENERATION) {
            old = young;
            young = new long[FIRST_SIZE];
            youngCount = 0;
        } else if (2 * (youngCount + 1) > young.length) {
            grow();
        }
        young[slot(young, hash)] = nonZero(hash);
        youngCount++;
    }

    private void grow() {
        long[] before = young;
        young = new long[2 * before.length];
        for (long entry : before) {
            if (entry != 0) {
                young[slot(young, entry)] = entry;
            }
        }
    }

    // Open addressing: the free slot for the hash, or -1 when the table holds it.
    private static int slot(long[] table, long hash) {
        long wanted = nonZero(hash);
        int mask = table.length - 1;
        int index = (int) (wanted ^ wanted >>> 32) & mask;
        while (table[index] != 0) {
            if (table[index] == wanted) {
                return -1;
            }
            index = (index + 1) & mask;
        }
        return index;
    }

    private static long nonZero(long hash) {
        return hash == 0 ? 1 : hash;
    }

    /** The hash of a recipient: FNV-1a with a final mix, over the lower-case address. */
    static long hash(String recipient) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < recipient.length(); i++) {
            hash = (hash ^ recipient.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        hash *= 0x9E3779B97F4A7C15L;
        return hash ^ hash >>> 29;
    }
}
