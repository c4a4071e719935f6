package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.profile.habit.Decay;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.KnownKeys;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Whom unsuspicious mail of anybody here went to: who is new to one account may be a customer of the house. At most 1 MB
 * for half a million addresses; of those never written to at most 3 % pass for known. Thread-safe.
 */
final class KnownContacts {

    // By other bits than the sets themselves go by.
    private static final int SETS = 256;
    private static final int MOST_IN_SET = 1024;
    private static final int SET_BITS_FROM = 48;

    // Fewer say nothing about those who are not among them.
    private static final int ENOUGH = 200;
    private static final int NEVER = -1;

    private final KnownKeys[] sets = new KnownKeys[SETS];
    private int since = NEVER;

    KnownContacts() {
        Arrays.setAll(sets, i -> new KnownKeys(MOST_IN_SET));
    }

    synchronized void learn(List<String> recipients, Instant at) {
        since = since == NEVER ? Decay.minute(at) : since;
        for (String recipient : recipients) {
            long key = Keys.of(recipient);
            set(key).add(key);
        }
    }

    /** How many of these are known. */
    synchronized int among(List<String> recipients) {
        int known = 0;
        for (String recipient : recipients) {
            long key = Keys.of(recipient);
            known += set(key).contains(key) ? 1 : 0;
        }
        return known;
    }

    /** Whether enough are known, for so long, that who is not among them is a stranger. */
    synchronized boolean tell(int minute, int learningMinutes) {
        return since != NEVER
                && (long) since + learningMinutes <= minute
                && Arrays.stream(sets).mapToInt(KnownKeys::size).sum() >= ENOUGH;
    }

    private KnownKeys set(long key) {
        return sets[(int) (key >>> SET_BITS_FROM) % SETS];
    }

    synchronized void write(SnapshotWriter out) {
        out.number(since + 1L);
        for (KnownKeys set : sets) {
            set.write(out);
        }
    }

    synchronized void read(SnapshotReader in) throws UnreadableSnapshot {
        since = in.number(Integer.MAX_VALUE) - 1;
        for (KnownKeys set : sets) {
            set.read(in);
        }
    }
}
