package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.profile.habit.Decay;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.KnownKeys;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom unsuspicious mail of an organisation went to: who is new to one account may be a customer of the house. At most
 * 130 KB for 65 536 addresses; of those never written to at most 2 % pass for known. Thread-safe.
 */
final class KnownContacts {

    // By other bits than the sets themselves go by.
    private static final int SETS = 64;
    private static final int MOST_IN_SET = 1024;
    private static final int SET_BITS_FROM = 48;

    // Fewer say nothing about those who are not among them.
    private static final int ENOUGH = 200;
    private static final int NEVER = -1;

    // Guarded by itself; a set is there when something is in it: most organisations are small.
    private final @Nullable KnownKeys[] sets = new KnownKeys[SETS];
    private int size;
    private int since = NEVER;

    synchronized void learn(List<String> recipients, Instant at) {
        since = since == NEVER ? Decay.minute(at) : since;
        for (String recipient : recipients) {
            long key = Keys.of(recipient);
            KnownKeys known = sets[set(key)];
            if (known == null) {
                known = new KnownKeys(MOST_IN_SET);
                sets[set(key)] = known;
            }
            int before = known.size();
            known.add(key);
            size += known.size() - before;
        }
    }

    /** How many of these are known. */
    synchronized int among(List<String> recipients) {
        int among = 0;
        for (String recipient : recipients) {
            long key = Keys.of(recipient);
            KnownKeys known = sets[set(key)];
            among += known != null && known.contains(key) ? 1 : 0;
        }
        return among;
    }

    /** Whether enough are known, for so long, that who is not among them is a stranger. */
    synchronized boolean tell(int minute, int learningMinutes) {
        return since != NEVER && (long) since + learningMinutes <= minute && size >= ENOUGH;
    }

    private static int set(long key) {
        return (int) (key >>> SET_BITS_FROM) % SETS;
    }

    synchronized void write(SnapshotWriter out) {
        out.number(since + 1L);
        for (KnownKeys known : sets) {
            (known == null ? new KnownKeys(MOST_IN_SET) : known).write(out);
        }
    }

    synchronized void read(SnapshotReader in) throws UnreadableSnapshot {
        since = in.number(Integer.MAX_VALUE) - 1;
        size = 0;
        for (int set = 0; set < SETS; set++) {
            KnownKeys known = new KnownKeys(MOST_IN_SET);
            known.read(in);
            sets[set] = known.size() == 0 ? null : known;
            size += known.size();
        }
    }
}
