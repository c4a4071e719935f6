package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.profile.habit.Decay;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Instant;

/**
 * What the accounts of one organisation do: its logins, its texts, its links, its hands. Bounded: some 10 KB for three accounts, 170
 * KB at most. Thread-safe.
 */
final class OrganisationHabits {

    // Values of each trait: whatever every fiftieth login has.
    private static final int VALUES = 48;
    // Of a hand; what half of the mail has is among the first.
    private static final int HANDS = 8;
    private static final int WITH_HANDS = 4;
    private static final int TEN_MINUTES = 10;
    private static final int WORDS = 4;
    private static final int SLOTS = WORDS * Long.SIZE;

    private final String name;
    private final long key;
    private final Commonness logins;
    private final Commonness hands;
    private final LinkedDomains links = new LinkedDomains();
    private final SharedTexts texts = new SharedTexts();
    private final KnownContacts contacts = new KnownContacts();
    // Guarded by itself: which of so many slots its accounts fall into, and what it sent.
    private final long[] slots = new long[WORDS];
    private long sent;
    private int tenMinutes;

    OrganisationHabits(String name, int halfLifeMinutes) {
        this.name = name;
        key = Keys.of(name);
        logins = new Commonness(halfLifeMinutes, VALUES);
        hands = Commonness.ofHands(halfLifeMinutes, HANDS);
    }

    String name() {
        return name;
    }

    /** By which it is told from other organisations; 0 for that of accounts without a domain. */
    long key() {
        return key;
    }

    Commonness logins() {
        return logins;
    }

    /** The hands of its mail. */
    Commonness hands() {
        return hands;
    }

    LinkedDomains links() {
        return links;
    }

    SharedTexts texts() {
        return texts;
    }

    KnownContacts contacts() {
        return contacts;
    }

    /**
     * An account of it did something.
     *
     * @param account its key
     */
    synchronized void saw(long account) {
        long slot = account >>> Long.SIZE - Byte.SIZE;
        slots[(int) slot / Long.SIZE] |= 1L << slot % Long.SIZE;
    }

    /** About how many accounts it has: linear counting (Whang and others 1990), good up to a thousand. */
    synchronized int accounts() {
        int free = SLOTS;
        for (long word : slots) {
            free -= Long.bitCount(word);
        }
        return (int) Math.round(SLOTS * Math.log((double) SLOTS / Math.max(1, free)));
    }

    /** Counts one more message; the number of it. */
    synchronized long sent() {
        return ++sent;
    }

    /** Whether it was not asked in these ten minutes before. */
    synchronized boolean newTenMinutes(Instant at) {
        int now = Decay.minute(at) / TEN_MINUTES;
        boolean later = now > tenMinutes;
        tenMinutes = Math.max(now, tenMinutes);
        return later;
    }

    void write(SnapshotWriter out) {
        logins.write(out);
        links.write(out);
        texts.write(out);
        contacts.write(out);
        synchronized (this) {
            for (long word : slots) {
                out.bits64(word);
            }
            out.number(sent);
            out.number(tenMinutes);
        }
        hands.write(out);
    }

    void read(SnapshotReader in) throws UnreadableSnapshot {
        logins.read(in);
        links.read(in);
        texts.read(in);
        contacts.read(in);
        synchronized (this) {
            for (int i = 0; i < WORDS; i++) {
                slots[i] = in.bits64();
            }
            sent = in.number(Long.MAX_VALUE);
            tenMinutes = in.number(Integer.MAX_VALUE);
        }
        if (in.version() >= WITH_HANDS) {
            hands.read(in);
        }
    }
}
