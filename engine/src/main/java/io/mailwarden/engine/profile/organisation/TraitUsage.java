package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The most used values of one trait. Bounded, the least used give up their place: whatever has more than one in so many
 * uses has one. Not thread-safe: its {@link Commonness} guards it.
 */
final class TraitUsage {

    // More than any version had room for.
    private static final int MOST_READ = 10_000;
    private static final float FORGOTTEN = 0.1f;
    private static final int FIRST_ROOM = 2;

    private final int most;
    private final List<Usage> values = new ArrayList<>(1);
    // Of each value its key and what it weighs: every login looks for some, most of all for what is not there.
    private int[] keys = new int[FIRST_ROOM];
    private float[] weights = new float[FIRST_ROOM];
    // Of all values together.
    private Usage total = new Usage(0, 0);

    /** With room for so many values. */
    TraitUsage(int most) {
        this.most = most;
    }

    Usage total() {
        return total;
    }

    @Nullable Usage find(int key) {
        int at = indexOf(key);
        return at < 0 ? null : values.get(at);
    }

    private int indexOf(int key) {
        for (int i = 0; i < values.size(); i++) {
            if (keys[i] == key) {
                return i;
            }
        }
        return -1;
    }

    Usage add(int key, int user) {
        int at = indexOf(key);
        if (at < 0) {
            at = place(key);
        }
        Usage usage = values.get(at);
        usage.add(user);
        weights[at] = usage.weight();
        return usage;
    }

    private int place(int key) {
        if (values.size() < most) {
            append(new Usage(key, 0));
            return values.size() - 1;
        }
        int least = 0;
        for (int i = 1; i < values.size(); i++) {
            least = weights[i] < weights[least] ? i : least;
        }
        values.set(least, new Usage(key, weights[least]));
        keys[least] = key;
        return least;
    }

    private void append(Usage usage) {
        int at = values.size();
        if (at == keys.length) {
            keys = Arrays.copyOf(keys, 2 * at);
            weights = Arrays.copyOf(weights, 2 * at);
        }
        values.add(usage);
        keys[at] = usage.key();
        weights[at] = usage.weight();
    }

    void fade(float left) {
        total.fade(left);
        values.forEach(usage -> usage.fade(left));
        values.removeIf(usage -> usage.weight() < FORGOTTEN);
        for (int i = 0; i < values.size(); i++) {
            keys[i] = values.get(i).key();
            weights[i] = values.get(i).weight();
        }
    }

    void write(SnapshotWriter out) {
        total.write(out);
        out.number(values.size());
        values.forEach(usage -> usage.write(out));
    }

    void read(SnapshotReader in) throws UnreadableSnapshot {
        total = Usage.read(in);
        values.clear();
        for (int left = in.count(MOST_READ); left > 0; left--) {
            Usage usage = Usage.read(in);
            if (values.size() < most) {
                append(usage);
            }
        }
    }
}
