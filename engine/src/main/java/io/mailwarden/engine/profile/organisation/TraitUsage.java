package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.ArrayList;
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

    private final int most;
    private final List<Usage> values = new ArrayList<>(1);
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
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).key() == key) {
                return values.get(i);
            }
        }
        return null;
    }

    Usage add(int key, int user) {
        Usage usage = find(key);
        if (usage == null) {
            usage = place(key);
        }
        usage.add(user);
        return usage;
    }

    private Usage place(int key) {
        if (values.size() < most) {
            Usage usage = new Usage(key, 0);
            values.add(usage);
            return usage;
        }
        int least = 0;
        for (int i = 1; i < values.size(); i++) {
            least = values.get(i).weight() < values.get(least).weight() ? i : least;
        }
        Usage usage = new Usage(key, values.get(least).weight());
        values.set(least, usage);
        return usage;
    }

    void fade(float left) {
        total.fade(left);
        values.forEach(usage -> usage.fade(left));
        values.removeIf(usage -> usage.weight() < FORGOTTEN);
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
                values.add(usage);
            }
        }
    }
}
