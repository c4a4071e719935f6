package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.support.StoreUnavailable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of which accounts the store may have anything, so that nobody looks there for one that it never heard of. A Bloom
 * filter (1970) of 8 MB with four probes: of a million accounts it takes fewer than one in a thousand
 * for stored that are not. Until it is {@link #read}, any account may be. Thread-safe.
 */
final class StoredAccounts {

    // 8 MB.
    private static final int BITS_LOG = 26;
    private static final int PROBES = 4;

    // Some seconds of reading. Whose log is longer has most accounts already.
    private static final int MOST_ENTRIES = 200_000;
    private static final int PAGE = 1_000;
    // No fold has that number: all accounts are listed.
    private static final int NO_FOLD = -1;

    private long @Nullable [] known;
    private long @Nullable [] filling;

    /** Whether the store may have something of that account. */
    synchronized boolean mayHold(Account account) {
        long[] all = known;
        return all == null || holds(all, Keys.of(account.name()));
    }

    /** From now on it may: something about the account is about to be written. */
    synchronized void add(Account account) {
        mark(known, account);
        mark(filling, account);
    }

    /**
     * Reads of whom there is a snapshot or an entry; where the log is too long for that, any account may be stored. What
     * comes into the store meanwhile and later is to be told by {@link #add}. Throws {@link StoreUnavailable}.
     */
    void read(ProfileStore snapshots, EventLog log) {
        fill(new long[1 << (BITS_LOG - 6)]);
        boolean whole = false;
        try {
            whole = readLog(log);
            if (whole) {
                readSnapshots(snapshots);
            }
        } finally {
            filled(whole);
        }
    }

    private synchronized void fill(long[] found) {
        filling = found;
    }

    private synchronized void filled(boolean whole) {
        known = whole ? filling : null;
        filling = null;
    }

    private boolean readLog(EventLog log) {
        LogPositions read = new LogPositions();
        int left = MOST_ENTRIES;
        List<LoggedEntry> page = log.after(read, PAGE);
        for (; !page.isEmpty() && left > 0; page = log.after(read, PAGE)) {
            for (LoggedEntry logged : page) {
                add(logged.entry().account());
                read.advance(logged.node(), logged.sequence());
            }
            left -= page.size();
        }
        return page.isEmpty();
    }

    private void readSnapshots(ProfileStore snapshots) {
        List<Account> page = snapshots.otherThan(NO_FOLD, "", PAGE);
        while (!page.isEmpty()) {
            page.forEach(this::add);
            page = snapshots.otherThan(NO_FOLD, page.get(page.size() - 1).name(), PAGE);
        }
    }

    private static void mark(long @Nullable [] known, Account account) {
        if (known == null) {
            return;
        }
        long key = Keys.of(account.name());
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(key, probe);
            known[bit >>> 6] |= 1L << bit;
        }
    }

    private static boolean holds(long[] known, long key) {
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(key, probe);
            if ((known[bit >>> 6] >>> bit & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    // Two halves of one key are as good as four keys (Kirsch and Mitzenmacher 2006).
    private static int bit(long key, int probe) {
        return (int) ((key >>> 32) + probe * (key | 1)) & (1 << BITS_LOG) - 1;
    }
}
