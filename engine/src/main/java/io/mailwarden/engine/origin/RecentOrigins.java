package io.mailwarden.engine.origin;

import io.mailwarden.engine.event.Address;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The origins of addresses that came lately. What it costs is memory that no processor cache holds, so it is a table of
 * small rows, each searched in place: three reads of memory to a hit, where a map of objects takes seven. Each
 * address has two rows; when both are full, one entry goes. Thread-safe, without locks.
 */
final class RecentOrigins {

    private static final int ROW = 4;

    private record Entry(long high, long low, Origin origin) {}

    private final AtomicReferenceArray<Entry> table;
    private final int mask;

    /** Of so many origins at most; a power of two. */
    RecentOrigins(int most) {
        table = new AtomicReferenceArray<>(most);
        mask = most - ROW;
    }

    @Nullable Origin get(Address address) {
        long high = AddressBits.high(address.inet());
        long low = AddressBits.low(address.inet());
        long mixed = mixed(high, low);
        Entry found = search(first(mixed), high, low);
        // What did not fit into its first row went to its second.
        return found != null || table.getAcquire(first(mixed) + ROW - 1) == null
                ? origin(found)
                : origin(search(second(mixed), high, low));
    }

    private static @Nullable Origin origin(@Nullable Entry entry) {
        return entry == null ? null : entry.origin;
    }

    private @Nullable Entry search(int row, long high, long low) {
        for (int i = row; i < row + ROW; i++) {
            Entry entry = table.getAcquire(i);
            if (entry == null || (entry.low == low && entry.high == high)) {
                return entry;
            }
        }
        return null;
    }

    /** Keeps the origin of an address that {@link #get} does not know. */
    void put(Address address, Origin origin) {
        long high = AddressBits.high(address.inet());
        long low = AddressBits.low(address.inet());
        long mixed = mixed(high, low);
        int place = free(first(mixed));
        if (place < 0) {
            place = free(second(mixed));
        }
        if (place < 0) {
            place = first(mixed) + ThreadLocalRandom.current().nextInt(ROW);
        }
        table.setRelease(place, new Entry(high, low, origin));
    }

    private int free(int row) {
        for (int i = row; i < row + ROW; i++) {
            if (table.getAcquire(i) == null) {
                return i;
            }
        }
        return -1;
    }

    private int first(long mixed) {
        return (int) mixed & mask;
    }

    private int second(long mixed) {
        return (int) (mixed >>> Integer.SIZE) & mask;
    }

    // The finalizer of MurmurHash3 (public domain): every bit depends on every other.
    private static long mixed(long high, long low) {
        long bits = high * 0x9E3779B97F4A7C15L ^ low;
        bits = (bits ^ bits >>> 33) * 0xFF51AFD7ED558CCDL;
        bits = (bits ^ bits >>> 33) * 0xC4CEB9FE1A85EC53L;
        return bits ^ bits >>> 33;
    }
}
