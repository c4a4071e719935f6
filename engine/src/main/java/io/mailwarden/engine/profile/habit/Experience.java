package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * How often and since when something was learned; it begins anew after a long silence. Who has it extends it, which
 * takes half the memory of an object of its own. Its profile guards it.
 */
public abstract class Experience {

    private static final int NEVER = -1;
    // As many as any configuration asks for.
    private static final int MOST_EARLIER = 1_000;

    private int count;
    private int first = NEVER;
    private int last = NEVER;
    // Times before the last long silence; NEVER once it was mature.
    private int earlier;

    public final void experience(int times, int minute, ProfileConfig config) {
        if (last != NEVER && (long) last + Decay.minutes(config.forgetAfter()) < minute) {
            earlier = earlier == NEVER ? NEVER : (int) Math.min(MOST_EARLIER, (long) earlier + count);
            count = 0;
            first = NEVER;
        }
        count = (int) Math.min(Integer.MAX_VALUE, (long) count + times);
        first = first == NEVER ? minute : Math.min(first, minute);
        last = Math.max(last, minute);
        if (mature(minute, config)) {
            earlier = NEVER;
        }
    }

    /** Whether it was ever mature, however long ago. */
    public final boolean known(int minute, ProfileConfig config) {
        return earlier == NEVER || mature(minute, config);
    }

    /**
     * Whether it is known, or there is as much of it over all its life, with long silences between, each of them longer
     * than the time that it needs.
     */
    public final boolean acquainted(int minute, ProfileConfig config) {
        return known(minute, config) || (earlier > 0 && (long) earlier + count >= config.learningLogins());
    }

    /** Whether there is enough of it, over enough time, and no silence since that made it stale. */
    public final boolean mature(int minute, ProfileConfig config) {
        return first != NEVER
                && count >= config.learningLogins()
                && (long) first + Decay.minutes(config.learningTime()) <= minute
                && (long) last + Decay.minutes(config.forgetAfter()) >= minute;
    }

    public final int count() {
        return count;
    }

    public final Optional<Instant> first() {
        return first == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochSecond(60L * first));
    }

    /** Minutes since the last time; -1 when there was none. */
    public final int silence(int minute) {
        return last == NEVER ? NEVER : Math.max(0, minute - last);
    }

    public final void writeExperience(SnapshotWriter out) {
        long seldom = earlier == NEVER ? 1 : (long) earlier << Integer.SIZE;
        out.number(seldom | (long) count << 1);
        out.number((long) first + 1);
        if (first != NEVER) {
            out.number((long) last - first);
        }
    }

    public final void readExperience(SnapshotReader in) throws UnreadableSnapshot {
        long counted = in.number((MOST_EARLIER + 1L << Integer.SIZE) - 1);
        count = (int) (counted >>> 1 & Integer.MAX_VALUE);
        earlier = (counted & 1) == 1 ? NEVER : (int) (counted >>> Integer.SIZE);
        first = (int) (in.number(1L << Integer.SIZE - 1) - 1);
        last = first == NEVER ? NEVER : first + in.number(Integer.MAX_VALUE - first);
    }
}
