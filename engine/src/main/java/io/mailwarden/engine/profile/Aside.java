package io.mailwarden.engine.profile;

import java.time.Instant;
import java.util.Optional;

/** Logins under suspicion, not learned yet: bounded like what is learned. Its profile guards it. */
final class Aside {

    private final Habits habits;
    private final Rhythm rhythm = new Rhythm();
    private final Instant since;
    private int logins;
    private Optional<Whereabouts> last = Optional.empty();

    Aside(Decay decay, Instant since) {
        habits = new Habits(decay);
        this.since = since;
    }

    void add(Footprint footprint, Whereabouts where, int halfLifeMinutes) {
        int minute = Decay.minute(where.at());
        habits.use(footprint, minute);
        rhythm.use(footprint.hour(), footprint.weekday(), minute, halfLifeMinutes);
        logins++;
        if (last.filter(known -> known.at().isAfter(where.at())).isEmpty()) {
            last = Optional.of(where);
        }
    }

    Habits habits() {
        return habits;
    }

    Rhythm rhythm() {
        return rhythm;
    }

    Instant since() {
        return since;
    }

    int logins() {
        return logins;
    }

    Optional<Whereabouts> last() {
        return last;
    }
}
