package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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

    /**
     * The places where the account lives under suspicion: a provider in a country, or the network where neither is
     * known. Bounded; the one left longest goes first. Not thread-safe.
     */
    private static final class Stays {

        private static final int MOST = 5;
        private static final int FIELDS = 3;
        private static final int FEWEST_DAYS = 4;
        private static final int DAY = 1440;
        private static final int MOST_DAYS = 0xFF;
        private static final int DAYS_BITS = 8;
        private static final int[] NONE = {};

        // Place, minute from which it counts, number of its last day with in the lowest bits on how many days.
        private int[] entries = NONE;

        void use(Footprint footprint, int minute) {
            int place = place(footprint);
            int index = find(place);
            int day = minute / DAY;
            if (index < 0) {
                set(entries.length < MOST * FIELDS ? append() : longestLeft(), place, minute, day << DAYS_BITS | 1);
            } else if (day > lastDay(index)) {
                int days = Math.min(MOST_DAYS, days(index) + 1);
                set(index, place, entries[index + 1], day << DAYS_BITS | days);
            }
        }

        boolean longHabit(Footprint footprint, int minute, int longMinutes) {
            int index = find(place(footprint));
            return index >= 0
                    && days(index) >= FEWEST_DAYS
                    && (long) entries[index + 1] + longMinutes <= minute
                    && (long) lastDay(index) * DAY + longMinutes >= minute;
        }

        private int lastDay(int index) {
            return entries[index + 2] >>> DAYS_BITS;
        }

        private int days(int index) {
            return entries[index + 2] & MOST_DAYS;
        }

        void shorten(int minutes, int now) {
            for (int index = 0; index < entries.length; index += FIELDS) {
                entries[index + 1] = Math.min(now, entries[index + 1] + minutes);
            }
        }

        private static int place(Footprint footprint) {
            boolean known = footprint.asn() != 0 || footprint.country() != 0;
            return Long.hashCode(Keys.joined(footprint.asn(), footprint.country(), known ? 0 : footprint.network()));
        }

        private int find(int place) {
            for (int index = 0; index < entries.length; index += FIELDS) {
                if (entries[index] == place) {
                    return index;
                }
            }
            return -1;
        }

        private int append() {
            int index = entries.length;
            entries = Arrays.copyOf(entries, index + FIELDS);
            return index;
        }

        private int longestLeft() {
            int longest = 0;
            for (int index = FIELDS; index < entries.length; index += FIELDS) {
                longest = lastDay(index) < lastDay(longest) ? index : longest;
            }
            return longest;
        }

        private void set(int index, int place, int since, int days) {
            entries[index] = place;
            entries[index + 1] = since;
            entries[index + 2] = days;
        }

        void write(SnapshotWriter out) {
            out.number(entries.length / FIELDS);
            for (int index = 0; index < entries.length; index += FIELDS) {
                out.bits32(entries[index]);
                out.number(entries[index + 1]);
                out.number(entries[index + 2]);
            }
        }

        void read(SnapshotReader in) throws UnreadableSnapshot {
            entries = new int[in.count(MOST) * FIELDS];
            for (int index = 0; index < entries.length; index += FIELDS) {
                set(index, in.bits32(), in.number(Integer.MAX_VALUE), in.number(Integer.MAX_VALUE));
            }
        }
    }

    // From this version of a profile's format on.
    private static final int STAYS_SINCE = 3;

    // Two days for each message to strangers alone: two a week are a seller's, and one every day is a thief's, who so
    // never comes to a week.
    private static final int A_STRANGERS_MINUTES = 2 * 1440;

    private final Habits habits;
    private final Stays stays = new Stays();
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
        stays.use(footprint, minute);
        rhythm().use(footprint.hour(), footprint.weekday(), minute, halfLifeMinutes);
        logins++;
        if (last == null || last.second() <= where.second()) {
            last = where;
        }
    }

    /** Whether the account lives there for so long, at least four days of it, the last one not longer ago than that. */
    public boolean livesAt(Footprint footprint, Instant at, Duration longTime) {
        return stays.longHabit(footprint, Decay.minute(at), (int) longTime.toMinutes());
    }

    /**
     * Whether the owner moved: whoever does raises an anomaly with every login and never has a quiet time, but unlike a
     * thief he is no longer seen at home.
     *
     * @param longAgo since when it was used from here alone, and nothing but the place was odd
     * @param besidePlace when anything else was odd last
     * @param trusted where it was last seen without suspicion
     */
    public boolean moved(Instant longAgo, Instant besidePlace, @Nullable Whereabouts trusted) {
        return !since.isAfter(longAgo)
                && !besidePlace.isAfter(longAgo)
                && !(trusted != null && trusted.at().isAfter(longAgo));
    }

    /** Counts less of the time that it lived anywhere: it wrote to strangers alone. */
    public void wroteToStrangers(Instant at) {
        stays.shorten(A_STRANGERS_MINUTES, Decay.minute(at));
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
        stays.write(out);
    }

    public static PendingLogins read(SnapshotReader in, Decay decay) throws UnreadableSnapshot {
        PendingLogins pending = new PendingLogins(decay, in.time());
        pending.logins = in.number(Integer.MAX_VALUE);
        pending.habits.read(in);
        pending.rhythm().read(in);
        pending.last = in.flag() ? Whereabouts.read(in) : null;
        if (in.version() >= STAYS_SINCE) {
            pending.stays.read(in);
        }
        return pending;
    }
}
