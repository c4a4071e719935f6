package io.mailwarden.engine.profile.organisation;

import com.github.benmanes.caffeine.cache.Cache;
import io.mailwarden.engine.support.Caches;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.Map;

/**
 * Which organisations linked to a domain, until there are three of them; from then on it is known to those
 * that know little themselves. Bounded, the least used go first: 20 000 of some 100 bytes. Thread-safe.
 */
final class LinkVotes {

    private static final int MOST = 20_000;
    // Two organisations in one number, so that one is not counted twice.
    private static final int BITS = 31;
    private static final long ONE = (1L << BITS) - 1;

    private final Cache<Long, Long> fewer = Caches.ofMost(MOST);
    private final LinkedDomains known = new LinkedDomains();

    /** The organisation newly links to that. */
    void vote(long link, long organisation) {
        if (known.contains(link)) {
            return;
        }
        long voter = Math.max(1, organisation >>> BITS & ONE);
        fewer.asMap().compute(link, (key, before) -> {
            if (before == null) {
                return voter;
            }
            long first = before & ONE;
            long second = before >>> BITS;
            if (first == voter || second == voter) {
                return before;
            }
            if (second == 0) {
                return before | voter << BITS;
            }
            known.add(link);
            return null;
        });
    }

    boolean knows(long link) {
        return known.contains(link);
    }

    int size() {
        return known.size();
    }

    void write(SnapshotWriter out) {
        known.write(out);
        Map<Long, Long> all = Caches.firstToGo(fewer);
        out.number(all.size());
        all.forEach((link, voters) -> {
            out.bits64(link);
            out.bits64(voters);
        });
    }

    void read(SnapshotReader in) throws UnreadableSnapshot {
        known.read(in);
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            fewer.put(in.bits64(), in.bits64());
        }
    }
}
