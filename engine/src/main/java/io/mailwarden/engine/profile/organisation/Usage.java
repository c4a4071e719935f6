package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.Arrays;

/**
 * How often one thing is used, and by whom most: the {@value #MOST_USERS} busiest users are told apart by the
 * space-saving counters of Metwally and others (2005), which lose no use. Some 100 bytes. Not thread-safe: its
 * {@link Commonness} guards it.
 */
final class Usage {

    static final int MOST_USERS = 8;

    // Faded to less than a tenth of one use, somebody does not use it any more.
    private static final float FORGOTTEN = 0.1f;

    private final int key;
    // Uses of what had the place before: nobody's, but they keep the place.
    private float inherited;
    private int lastDay;
    private int size;
    private int[] users = new int[1];
    private float[] uses = new float[1];

    Usage(int key, float inherited) {
        this.key = key;
        this.inherited = inherited;
    }

    int key() {
        return key;
    }

    void add(int user) {
        int at = 0;
        while (at < size && users[at] != user) {
            at++;
        }
        if (at == size) {
            at = place();
            users[at] = user;
        }
        uses[at]++;
    }

    // Of a new one: the least busy gives it up, with its uses.
    private int place() {
        if (size < MOST_USERS) {
            if (size == users.length) {
                users = Arrays.copyOf(users, 2 * size);
                uses = Arrays.copyOf(uses, 2 * size);
            }
            uses[size] = 0;
            return size++;
        }
        int least = 0;
        for (int i = 1; i < size; i++) {
            least = uses[i] < uses[least] ? i : least;
        }
        return least;
    }

    /** All uses, faded. */
    float all() {
        float all = 0;
        for (int i = 0; i < size; i++) {
            all += uses[i];
        }
        return all;
    }

    /** All uses but those of the busiest user. */
    float withoutBusiest() {
        float most = 0;
        for (int i = 0; i < size; i++) {
            most = Math.max(most, uses[i]);
        }
        return all() - most;
    }

    /** How many use it, {@value #MOST_USERS} at most. */
    int users() {
        return size;
    }

    /** What keeps its place among others. */
    float weight() {
        return inherited + all();
    }

    /** Whether that day is a later one than any that this was asked for. */
    boolean laterDay(int day) {
        if (day <= lastDay) {
            return false;
        }
        lastDay = day;
        return true;
    }

    void fade(float left) {
        inherited *= left;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            float faded = uses[i] * left;
            if (faded >= FORGOTTEN) {
                users[kept] = users[i];
                uses[kept++] = faded;
            }
        }
        size = kept;
    }

    void write(SnapshotWriter out) {
        out.bits32(key);
        out.decimal(inherited);
        out.number(lastDay);
        out.number(size);
        for (int i = 0; i < size; i++) {
            out.bits32(users[i]);
            out.decimal(uses[i]);
        }
    }

    static Usage read(SnapshotReader in) throws UnreadableSnapshot {
        Usage usage = new Usage(in.bits32(), weight(in));
        usage.lastDay = in.number(Integer.MAX_VALUE);
        usage.size = in.count(MOST_USERS);
        usage.users = new int[Math.max(1, usage.size)];
        usage.uses = new float[usage.users.length];
        for (int i = 0; i < usage.size; i++) {
            usage.users[i] = in.bits32();
            usage.uses[i] = weight(in);
        }
        return usage;
    }

    private static float weight(SnapshotReader in) throws UnreadableSnapshot {
        float weight = in.decimal32();
        if (!(weight >= 0) || weight > Integer.MAX_VALUE) {
            throw in.unreadable("weight " + weight);
        }
        return weight;
    }
}
