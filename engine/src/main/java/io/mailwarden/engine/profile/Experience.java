package io.mailwarden.engine.profile;

import java.time.Instant;
import java.util.Optional;

/** How often and since when something was learned; it begins anew after a long silence. Its profile guards it. */
final class Experience {

    private static final int NEVER = -1;

    private int count;
    private int first = NEVER;
    private int last = NEVER;

    void add(int times, int minute, int forgetAfterMinutes) {
        if (last != NEVER && (long) last + forgetAfterMinutes < minute) {
            count = 0;
            first = NEVER;
        }
        count = (int) Math.min(Integer.MAX_VALUE, (long) count + times);
        first = first == NEVER ? minute : Math.min(first, minute);
        last = Math.max(last, minute);
    }

    /** Whether there is enough of it, over enough time, and no silence since that made it stale. */
    boolean mature(int minute, ProfileConfig config) {
        return first != NEVER
                && count >= config.learningLogins()
                && (long) first + Decay.minutes(config.learningTime()) <= minute
                && (long) last + Decay.minutes(config.forgetAfter()) >= minute;
    }

    int count() {
        return count;
    }

    Optional<Instant> first() {
        return first == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochSecond(60L * first));
    }

    /** Minutes since the last time; -1 when there was none. */
    int silence(int minute) {
        return last == NEVER ? NEVER : Math.max(0, minute - last);
    }
}
