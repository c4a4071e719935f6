package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.SnapshotReader;
import io.mailwarden.engine.event.SnapshotWriter;
import io.mailwarden.engine.event.UnreadableSnapshot;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Logins under suspicion, not learned yet: bounded like what is learned. Its profile guards it. */
final class Aside {

    /** Half the room: one stranger's, not the whole life of the owner. */
    static final class Fewer extends Habits {

        Fewer(Decay decay) {
            super(decay);
        }

        @Override
        int most(Trait trait) {
            return (trait.most() + 1) / 2;
        }
    }

    private final Habits habits;
    private final char[] rhythm = Rhythm.blank();
    private final Instant since;
    private int logins;
    private @Nullable Whereabouts last;

    Aside(Decay decay, Instant since) {
        habits = new Fewer(decay);
        this.since = since;
    }

    void add(Footprint footprint, Whereabouts where, int halfLifeMinutes) {
        int minute = Decay.minute(where.at());
        habits.use(footprint, minute);
        rhythm().use(footprint.hour(), footprint.weekday(), minute, halfLifeMinutes);
        logins++;
        if (last == null || last.second() <= where.second()) {
            last = where;
        }
    }

    Habits habits() {
        return habits;
    }

    Rhythm rhythm() {
        return new Rhythm(rhythm);
    }

    Instant since() {
        return since;
    }

    int logins() {
        return logins;
    }

    Optional<Whereabouts> last() {
        return Optional.ofNullable(last);
    }

    void write(SnapshotWriter out) {
        out.time(since);
        out.number(logins);
        habits.write(out);
        rhythm().write(out);
        out.flag(last != null);
        if (last != null) {
            last.write(out);
        }
    }

    static Aside read(SnapshotReader in, Decay decay) throws UnreadableSnapshot {
        Aside aside = new Aside(decay, in.time());
        aside.logins = in.number(Integer.MAX_VALUE);
        aside.habits.read(in);
        aside.rhythm().read(in);
        aside.last = in.flag() ? Whereabouts.read(in) : null;
        return aside;
    }
}
