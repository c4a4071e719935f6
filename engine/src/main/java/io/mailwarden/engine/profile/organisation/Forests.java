package io.mailwarden.engine.profile.organisation;

import com.github.benmanes.caffeine.cache.Cache;
import io.mailwarden.engine.eventlog.Deviations;
import io.mailwarden.engine.support.Caches;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The forests over what is sent: one for each of the {@value #MOST} organisations that send most, of at least three
 * accounts, and one for all others together, which learns one message of each organisation in ten minutes, so that none
 * decides alone what is usual. Less than 2 MB each. Thread-safe.
 */
final class Forests {

    private static final int MOST = 16;
    // Who comes when all have their forests asks again after so many messages.
    private static final int ASKS_EVERY = 1000;
    private static final int LONGEST_NAME = 1_000;

    private final Outliers common = new Outliers();
    private final Cache<String, Outliers> own = Caches.ofMost(MOST);

    /** The one of all organisations. */
    Outliers common() {
        return common;
    }

    /** Learns an unsuspicious message of an account whose habits count. */
    void learn(OrganisationHabits habits, Deviations message, Instant at) {
        Outliers forest = own.getIfPresent(habits.name());
        long number = habits.sent();
        if (forest == null
                && habits.accounts() >= Commonness.FEWEST_USERS
                && (own.estimatedSize() < MOST || number % ASKS_EVERY == 0)) {
            forest = new Outliers();
            own.put(habits.name(), forest);
        }
        if (forest != null) {
            forest.learn(message);
        }
        if (habits.newTenMinutes(at)) {
            common.learn(message);
        }
    }

    /** The organisation's own, when it has learned enough to speak. */
    Optional<Outliers> own(String name) {
        return Optional.ofNullable(own.getIfPresent(name)).filter(Outliers::speaks);
    }

    void write(SnapshotWriter out) {
        common.write(out);
        Map<String, Outliers> all = Caches.firstToGo(own);
        out.number(all.size());
        all.forEach((name, forest) -> {
            out.text(name);
            forest.write(out);
        });
    }

    void read(SnapshotReader in) throws UnreadableSnapshot {
        common.read(in);
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            String name = in.text(LONGEST_NAME);
            Outliers forest = new Outliers();
            forest.read(in);
            own.put(name, forest);
        }
    }
}
