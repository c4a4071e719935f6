package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Logins under suspicion, not learned yet: bounded like what is learned. Its profile guards it. */
public final class PendingLogins {

    /** Half the room: one stranger's, not the whole life of the owner. */
    static final class Fewer extends Habits {

        Fewer(Decay decay) {
            super(decay);
        }

        // A botnet has an address for each login: they are counted, to more than the limit of many-addresses.
        @Override
        int most(Trait trait) {
            return trait == Trait.ADDRESS ? trait.most() : (trait.most() + 1) / 2;
        }
    }

    private final Habits habits;
    private final char[] rhythm = Rhythm.blank();
    private final Instant since;
    private int logins;
    private @Nullable Whereabouts last;

    public PendingLogins(Decay decay, Instant since) {
        habits = new Fewer(decay);
        this.since = since;
    }

    public void add(Footprint footprint, Whereabouts where, int halfLifeMinutes) {
        int minute = Decay.minute(where.at());
        habits.use(footprint, minute);
        rhythm().use(footprint.hour(), footprint.weekday(), minute, halfLifeMinutes);
        logins++;
        if (last == null || last.second() <= where.second()) {
            last = where;
        }
    }

    /** Whether all of them came from that network. */
    public boolean allFrom(long network, Instant at) {
        return habits.distinct(Trait.NETWORK) == 1 && habits.daysSince(Trait.NETWORK, network, at) >= 0;
    }

    public Habits habits() {
        return habits;
    }

    public Rhythm rhythm() {
        return new Rhythm(rhythm);
    }

    public Instant since() {
        return since;
    }

    public int logins() {
        return logins;
    }

    public Optional<Whereabouts> last() {
        return Optional.ofNullable(last);
    }

    public void write(SnapshotWriter out) {
        out.time(since);
        out.number(logins);
        habits.write(out);
        rhythm().write(out);
        out.flag(last != null);
        if (last != null) {
            last.write(out);
        }
    }

    public static PendingLogins read(SnapshotReader in, Decay decay) throws UnreadableSnapshot {
        PendingLogins pending = new PendingLogins(decay, in.time());
        pending.logins = in.number(Integer.MAX_VALUE);
        pending.habits.read(in);
        pending.rhythm().read(in);
        pending.last = in.flag() ? Whereabouts.read(in) : null;
        return pending;
    }
}
