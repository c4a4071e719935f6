package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.profile.habit.Decay;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.profile.hand.MessageHand;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Instant;

/**
 * How common each trait of a login, or of a hand, is among those who log in, and whether a single one of them makes it so. The users
 * are the accounts of one organisation, each with its logins; or all organisations of a server, each with one vote a day
 * for what makes a twentieth of its own logins. All counts halve with every half-life. Bounded: the values and users that
 * are seen most. Thread-safe.
 */
final class Commonness {

    /** How many must use something before it is a habit of all of them. */
    static final int FEWEST_USERS = 3;

    /** A network with every twentieth login is the organisation's own; what has less has no vote. */
    static final int OWN_SHARE = 20;

    private final int halfLifeMinutes;
    // The first one's number is the place of the others.
    private final Trait[] kinds;
    private final TraitUsage[] traits;
    private int fadedAt;

    /** Of logins, with room for so many values of each trait. */
    Commonness(int halfLifeMinutes, int values) {
        this(halfLifeMinutes, values, Trait.OF_LOGINS);
    }

    private Commonness(int halfLifeMinutes, int values, Trait[] kinds) {
        this.halfLifeMinutes = halfLifeMinutes;
        this.kinds = kinds;
        traits = new TraitUsage[kinds.length];
        for (int i = 0; i < traits.length; i++) {
            traits[i] = new TraitUsage(values);
        }
    }

    /** Of the hands of messages, likewise. */
    static Commonness ofHands(int halfLifeMinutes, int values) {
        return new Commonness(halfLifeMinutes, values, Trait.OF_HANDS);
    }

    /** Learns the hand of a message of that account, which has no vote. */
    synchronized void learn(MessageHand hand, long user, Instant at) {
        fade(Decay.minute(at));
        for (Trait trait : kinds) {
            long key = Keys.of(trait, hand);
            if (key != 0) {
                uses(trait).add(folded(key), folded(user));
                uses(trait).total().add(folded(user));
            }
        }
    }

    /**
     * Learns a login.
     *
     * @param user key of the account
     * @param votes of all organisations
     * @param voter key of this organisation there
     */
    synchronized void learn(Footprint footprint, long user, Instant at, Commonness votes, long voter) {
        int minute = Decay.minute(at);
        fade(minute);
        for (Trait trait : Trait.OF_LOGINS) {
            long key = footprint.key(trait);
            if (key != 0) {
                learn(trait, key, folded(user), new Vote(votes, voter, minute));
            }
        }
    }

    /** What an organisation may say, that day. */
    private record Vote(Commonness votes, long voter, int minute) {}

    private void learn(Trait trait, long key, int user, Vote vote) {
        TraitUsage uses = uses(trait);
        Usage usage = uses.add(folded(key), user);
        uses.total().add(user);
        int day = vote.minute() / Decay.DAY_MINUTES;
        boolean counts = usage.all() * OWN_SHARE >= uses.total().all() && usage.laterDay(day);
        boolean first = uses.total().laterDay(day);
        if (counts || first) {
            vote.votes().vote(trait, counts ? key : 0, first, vote);
        }
    }

    private synchronized void vote(Trait trait, long key, boolean first, Vote vote) {
        fade(vote.minute());
        TraitUsage uses = uses(trait);
        if (first) {
            uses.total().add(folded(vote.voter()));
        }
        if (key != 0) {
            uses.add(folded(key), folded(vote.voter()));
        }
    }

    private void fade(int minute) {
        if (fadedAt == 0) {
            fadedAt = minute;
        }
        if (minute - fadedAt >= halfLifeMinutes) {
            float left = (float) Math.pow(0.5, (minute - fadedAt) / halfLifeMinutes);
            for (TraitUsage uses : traits) {
                uses.fade(left);
            }
            fadedAt = minute;
        }
    }

    /** How many log in, {@value Usage#MOST_USERS} at most. */
    synchronized int users() {
        int most = 0;
        for (TraitUsage uses : traits) {
            most = Math.max(most, uses.total().users());
        }
        return most;
    }

    /** How many logins have any of that trait, faded. */
    synchronized double total(Trait trait) {
        return uses(trait).total().all();
    }

    /** The share of all logins that has that, 0 to 1. */
    synchronized double share(Trait trait, long key) {
        Usage usage = key == 0 ? null : uses(trait).find(folded(key));
        double total = uses(trait).total().all();
        return usage == null || total == 0 ? 0 : Math.min(1, usage.all() / total);
    }

    /** The share that it has without the busiest user of it, and without the busiest of all, 0 to 1. */
    synchronized double shareOfMany(Trait trait, long key) {
        Usage usage = key == 0 ? null : uses(trait).find(folded(key));
        double total = uses(trait).total().withoutBusiest();
        return usage == null || total <= 0 ? 0 : Math.min(1, usage.withoutBusiest() / total);
    }

    /**
     * Whether that is a habit of them all: at least {@value #FEWEST_USERS} use it, so often at least and for every
     * twentieth login, even without the busiest of them.
     */
    synchronized boolean isHabit(Trait trait, long key, int fewestUses) {
        Usage usage = key == 0 ? null : uses(trait).find(folded(key));
        return usage != null
                && usage.users() >= FEWEST_USERS
                && usage.all() >= fewestUses
                && usage.withoutBusiest() * OWN_SHARE >= uses(trait).total().withoutBusiest();
    }

    private TraitUsage uses(Trait trait) {
        return traits[trait.number() - kinds[0].number()];
    }

    private static int folded(long key) {
        return (int) (key ^ key >>> 32);
    }

    synchronized void write(SnapshotWriter out) {
        out.number(fadedAt);
        for (TraitUsage uses : traits) {
            uses.write(out);
        }
    }

    synchronized void read(SnapshotReader in) throws UnreadableSnapshot {
        fadedAt = in.number(Integer.MAX_VALUE);
        for (TraitUsage uses : traits) {
            uses.read(in);
        }
    }
}
