package io.mailwarden.engine.profile;

import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.profile.habit.Experience;
import org.jspecify.annotations.Nullable;

/**
 * How much of the event log is in a profile, and how much of that in its snapshot. The profile extends it, for the same
 * reason as {@link Experience}, and guards it.
 */
abstract class Folded extends Experience {

    // ProfileFormat stores and restores it.
    @Nullable LogPositions positions;

    // Entries that no snapshot has yet.
    private int unsaved;
    private boolean retired;

    /** How much of the event log made it. */
    public LogPositions positions() {
        LogPositions known = positions;
        if (known == null) {
            known = new LogPositions();
            positions = known;
        }
        return known;
    }

    /**
     * What came of an event stands in the log now.
     *
     * @param sequence 0 when the log had no room for it
     */
    public void logged(int node, long sequence) {
        if (sequence > 0) {
            positions().advance(node, sequence);
        }
        unsaved++;
    }

    /** How many entries it holds that its latest snapshot does not. */
    int unsaved() {
        return unsaved;
    }

    /** So many entries more are in no snapshot. */
    void unsaved(int more) {
        unsaved += more;
    }

    /** A snapshot has so many of them. */
    void saved(int entries) {
        unsaved -= entries;
    }

    /**
     * Whether it has left memory: another object is the account's profile now, and this one must not change any more.
     */
    boolean retired() {
        return retired;
    }

    void retire() {
        retired = true;
    }
}
