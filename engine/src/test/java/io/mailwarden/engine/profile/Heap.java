package io.mailwarden.engine.profile;

import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.profile.habit.ProfileContext;
import org.openjdk.jol.info.GraphLayout;

/** Measures what a profile takes of the heap, by JOL: all that it alone reaches, the account's name included. */
final class Heap {

    static {
        // JOL reads the layout of records no other way. Before its first use.
        System.setProperty("jol.magicFieldOffset", "true");
    }

    private final Object[] shared;
    private final long sharedBytes;

    /** Leaves out what all profiles of that configuration share. */
    Heap(ProfileContext context, Object... more) {
        shared = new Object[more.length + 4];
        shared[0] = context;
        shared[1] = NetworkKind.values();
        shared[2] = java.time.Instant.EPOCH;
        shared[3] = java.util.List.of();
        System.arraycopy(more, 0, shared, 4, more.length);
        sharedBytes = GraphLayout.parseInstance(shared).totalSize();
    }

    /** Bytes of that account's name and its profile, without the cache that holds them. */
    long bytes(String account, Profile profile) {
        Object[] all = new Object[shared.length + 2];
        System.arraycopy(shared, 0, all, 0, shared.length);
        all[shared.length] = account;
        all[shared.length + 1] = profile;
        return GraphLayout.parseInstance(all).totalSize() - sharedBytes;
    }

    /** What it is made of. */
    static String table(Object... roots) {
        return GraphLayout.parseInstance(roots).toFootprint();
    }
}
