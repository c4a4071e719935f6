package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.profile.hand.MessageHand;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What an account uses, how much and when last: counts that halve with every half-life, bounded for each trait, the
 * least used go first. 12 bytes an entry. Not thread-safe: its profile guards it.
 */
public sealed class Habits permits PendingLogins.Fewer {

    /**
     * One thing that is used.
     *
     * @param key of its trait; a number or the letters of a country can be read from it
     * @param weight uses, faded
     */
    public record Habit(int key, double weight) {}

    // More than any version had room for.
    private static final int MOST_READ = 1_000;
    private static final int FIELDS = 3;
    private static final int[] NONE = {};
    // A hand that was seen on one afternoon is no habit, however much it wrote.
    private static final float OWN_HAND = 1;
    private static final int APART = 12 * 60;

    private final Decay decay;
    // Key, bits of the weight, last minute; one array takes a quarter of what objects would.
    private int[] entries = NONE;
    private int size;

    public Habits(Decay decay) {
        this.decay = decay;
    }

    /** How much that is used, faded; 0 when it is not known. */
    public double weight(Trait trait, long key, Instant at) {
        int index = key == 0 ? -1 : find(trait.tagged(key));
        return index < 0 ? 0 : faded(index, Decay.minute(at));
    }

    /** Whether that was used so lately that it is not forgotten. */
    public boolean knows(Trait trait, long key, int minute, int forgetAfterMinutes) {
        int index = key == 0 ? -1 : find(trait.tagged(key));
        return index >= 0 && (long) last(index) + forgetAfterMinutes >= minute;
    }

    /** Days since it was used last, before that time; -1 when it is not known. */
    public int daysSince(Trait trait, long key, Instant at) {
        int index = key == 0 ? -1 : find(trait.tagged(key));
        return index < 0 ? -1 : Math.max(0, (Decay.minute(at) - last(index)) / 1440);
    }

    /**
     * Whether that network was used at any time. Who uses more than there is room for, as a phone does, may have used
     * any network of a provider that he uses.
     */
    public boolean used(Footprint from, Instant at) {
        return daysSince(Trait.NETWORK, from.network(), at) >= 0
                || (distinct(Trait.NETWORK) >= most(Trait.NETWORK) && daysSince(Trait.ASN, from.asn(), at) >= 0);
    }

    /** How much all of that trait is used, faded. */
    public double total(Trait trait, Instant at) {
        int minute = Decay.minute(at);
        double total = 0;
        for (int i = 0; i < size; i++) {
            total += trait.tags(key(i)) ? faded(i, minute) : 0;
        }
        return total;
    }

    /**
     * Its weight when it was last used, before it faded: 1 for what was used once, more the oftener and the sooner after each
     * other it was; 0 when it was never used. Silence changes nothing of it.
     */
    public double lastWeight(Trait trait, long key) {
        int index = key == 0 ? -1 : find(trait.tagged(key));
        return index < 0 ? 0 : weight(index);
    }

    /** How many different ones of that trait are remembered. */
    public int distinct(Trait trait) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += trait.tags(key(i)) ? 1 : 0;
        }
        return count;
    }

    /** How many different ones of that trait were used at or after that time. */
    public int usedSince(Trait trait, int minute) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += trait.tags(key(i)) && last(i) >= minute ? 1 : 0;
        }
        return count;
    }

    /** All of that trait, most used first. */
    public List<Habit> mostUsed(Trait trait, Instant at) {
        int minute = Decay.minute(at);
        List<Habit> found = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (trait.tags(key(i))) {
                found.add(new Habit(Trait.value(key(i)), faded(i, minute)));
            }
        }
        found.sort(Comparator.comparingDouble(Habit::weight).reversed().thenComparingLong(Habit::key));
        return List.copyOf(found);
    }

    public void use(Footprint footprint, int minute) {
        for (Trait trait : Trait.OF_LOGINS) {
            use(trait, footprint.key(trait), minute);
        }
    }

    /**
     * Whether that of a hand is the account's own: it wrote so twice at least, twelve hours apart, and not too long ago.
     */
    public boolean own(Trait trait, long key, Instant at) {
        return weight(trait, key, at) > OWN_HAND;
    }

    /** Whether all of that hand is the account's own. */
    public boolean own(MessageHand hand, Instant at) {
        for (Trait trait : Trait.OF_HANDS) {
            if (!own(trait, Keys.of(trait, hand), at)) {
                return false;
            }
        }
        return true;
    }

    /** What a message says of its sender, what kinds of files it carries, and with what it was written. */
    public void use(Message message) {
        int minute = Decay.minute(message.at());
        message.content().sender().from().forEach(from -> use(Trait.SENDER, Keys.of(from), minute));
        message.content().sender().replyTo().forEach(to -> use(Trait.REPLY_TO, Keys.of(to), minute));
        message.content()
                .sender()
                .bankAccounts()
                .forEach(one -> use(Trait.BANK_ACCOUNT, Keys.ofBankAccount(one), minute));
        message.content().attachments().forEach(one -> use(Trait.ATTACHMENT, Keys.of(one), minute));
        MessageHand hand = MessageHand.of(message);
        for (Trait trait : Trait.OF_HANDS) {
            useHand(trait, Keys.of(trait, hand), minute);
        }
    }

    // One becomes the account's own by its second day; from then on each message counts.
    private void useHand(Trait trait, long key, int minute) {
        int index = key == 0 ? -1 : find(trait.tagged(key));
        if (index < 0 || faded(index, minute) > OWN_HAND || (long) last(index) + APART <= minute) {
            use(trait, key, minute);
        }
    }

    public void use(Trait trait, long key, int minute) {
        if (key != 0) {
            add(trait, trait.tagged(key), 1, minute);
        }
    }

    /** Adds all that the other holds. */
    public void addAll(Habits other) {
        addAll(other, Set.of());
    }

    /** Adds all that the other holds, but for these traits. */
    public void addAll(Habits other, Set<Trait> except) {
        for (int i = 0; i < other.size; i++) {
            Trait trait = Trait.of(other.key(i));
            if (!except.contains(trait)) {
                add(trait, other.key(i), other.weight(i), other.last(i));
            }
        }
    }

    private void add(Trait trait, int tagged, float weight, int minute) {
        int index = find(tagged);
        if (index < 0) {
            index = distinct(trait) < most(trait) ? append() : leastUsed(trait, minute);
            entries[index * FIELDS] = tagged;
            put(index, 0, minute);
        }
        int now = Math.max(minute, last(index));
        put(index, faded(index, now) + weight * decay.left(minute, now), now);
    }

    /** How many of that trait it has room for. */
    int most(Trait trait) {
        return trait.most();
    }

    private int append() {
        if (size * FIELDS == entries.length) {
            entries = Arrays.copyOf(entries, entries.length + FIELDS);
        }
        return size++;
    }

    private int leastUsed(Trait trait, int minute) {
        int least = -1;
        for (int i = 0; i < size; i++) {
            if (trait.tags(key(i)) && (least < 0 || faded(i, minute) < faded(least, minute))) {
                least = i;
            }
        }
        return least;
    }

    private int find(int tagged) {
        for (int i = 0; i < size; i++) {
            if (key(i) == tagged) {
                return i;
            }
        }
        return -1;
    }

    private float faded(int index, int minute) {
        return weight(index) * decay.left(last(index), minute);
    }

    private int key(int index) {
        return entries[index * FIELDS];
    }

    private float weight(int index) {
        return Float.intBitsToFloat(entries[index * FIELDS + 1]);
    }

    private int last(int index) {
        return entries[index * FIELDS + 2];
    }

    private void put(int index, float weight, int minute) {
        entries[index * FIELDS + 1] = Float.floatToRawIntBits(weight);
        entries[index * FIELDS + 2] = minute;
    }

    // In their order: of two that are used as little, the earlier one goes first.
    public void write(SnapshotWriter out) {
        out.number(size);
        int latest = latest();
        out.number(latest);
        for (int i = 0; i < size; i++) {
            out.bits32(key(i));
            out.decimal(weight(i));
            out.number((long) latest - last(i));
        }
    }

    private int latest() {
        int latest = 0;
        for (int i = 0; i < size; i++) {
            latest = Math.max(latest, last(i));
        }
        return latest;
    }

    public void read(SnapshotReader in) throws UnreadableSnapshot {
        size = in.count(MOST_READ);
        entries = size == 0 ? NONE : new int[size * FIELDS];
        int latest = in.number(Integer.MAX_VALUE);
        for (int i = 0; i < size; i++) {
            int key = in.bits32();
            float weight = in.decimal32();
            if (!Trait.isKey(key) || !(weight >= 0)) {
                throw in.unreadable("no habit: " + key + ", " + weight);
            }
            entries[i * FIELDS] = key;
            put(i, weight, latest - in.number(latest));
        }
    }
}
