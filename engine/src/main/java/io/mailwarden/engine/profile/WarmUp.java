package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.StoreUnavailable;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * After a start, brings the profiles into memory that were active last, as many as there is room for but {@value #MOST} at
 * most, a few at a time and beside those that are needed at once. Thread-safe.
 */
public final class WarmUp {

    private static final int AT_ONCE = 200;
    /**
     * How many at most, however much room there is: they take some 120 MB, and are there within a minute. Whoever is not
     * among them is read when needed, in a millisecond.
     */
    static final int MOST = 100_000;

    private final Profiles profiles;
    private final ProfileStore snapshots;
    private final long room;
    private @Nullable Iterator<Account> left;

    WarmUp(Profiles profiles, ProfileStore snapshots, long room) {
        this.profiles = profiles;
        this.snapshots = snapshots;
        this.room = room;
    }

    /**
     * Brings in some more; throws {@link StoreUnavailable}, and goes on the next time. Does nothing once all are there.
     */
    public synchronized void goOn() {
        Iterator<Account> accounts = left;
        if (accounts == null) {
            accounts = snapshots.latest((int) Math.min(MOST, room)).iterator();
        }
        left = accounts;
        for (int i = 0; i < AT_ONCE && accounts.hasNext(); i++) {
            if (profiles.count() >= room) {
                // Else it would push out those that are needed.
                left = Collections.emptyIterator();
                return;
            }
            profiles.loader().warm(accounts.next());
        }
    }
}
