package io.mailwarden.engine.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * What is normal for the whole organisation, and what its accounts have in common at the moment: wrong passwords and
 * newcomers by address and network, how common each trait of a login is, which domains are linked to. Bounded whatever
 * comes. Thread-safe.
 */
public final class Organisation {

    private static final long MOST_PLACES = 50_000;
    private static final int MOST_AT_A_PLACE = 256;
    private static final long MOST_NAMES = 20_000;
    // Room for up to 32 768 domains of 2 bytes; spread, so that 1 % of unknown ones pass for known and not half of
    // them.
    private static final int LINKED_SETS = 64;
    private static final int MOST_LINKED_IN_SET = 256;

    private final Commonness commonness;
    private final Cache<Long, Recent> failures =
            Caffeine.newBuilder().maximumSize(MOST_PLACES).build();
    private final Cache<Long, Recent> newcomers =
            Caffeine.newBuilder().maximumSize(MOST_PLACES).build();
    private final Cache<Integer, String> names =
            Caffeine.newBuilder().maximumSize(MOST_NAMES).build();
    private final KnownKeys[] linked = new KnownKeys[LINKED_SETS];

    Organisation(ProfileConfig config) {
        commonness = new Commonness(Decay.minutes(config.halfLife()));
        Arrays.setAll(linked, i -> new KnownKeys(MOST_LINKED_IN_SET));
    }

    /** How common each trait of a login is. */
    public Commonness commonness() {
        return commonness;
    }

    /** Different pairs of account and wrong password from one address or network in the window before that time. */
    public int wrongPasswords(long place, Instant at, Duration window) {
        Recent recent = failures.getIfPresent(place);
        return recent == null ? 0 : recent.distinctTries(at, window);
    }

    /** Different accounts whose password was wrong from one address or network in the window before that time. */
    public int triedAccounts(long place, Instant at, Duration window) {
        Recent recent = failures.getIfPresent(place);
        return recent == null ? 0 : recent.distinctWho(at, window);
    }

    /** Different accounts that newly use one address or network, in the window before that time. */
    public int newcomers(long place, Instant at, Duration window) {
        Recent recent = newcomers.getIfPresent(place);
        return recent == null ? 0 : recent.distinctWho(at, window);
    }

    /** The name of what an account uses, such as a country or a client program; empty when it is not known any more. */
    public String name(Trait trait, Habits.Habit habit) {
        return trait == Trait.COUNTRY
                ? Keys.country(habit.key())
                : Optional.ofNullable(names.getIfPresent(trait.tagged(habit.key())))
                        .orElse("");
    }

    /** Remembers what a client program is called. */
    public void named(Client client) {
        if (client.isKnown()) {
            names.put(Trait.FAMILY.tagged(Keys.of(client.family())), client.family());
        }
    }

    /** Whether unsuspicious mail linked to that domain before. */
    public boolean linksTo(String domain) {
        synchronized (linked) {
            long key = Keys.of(domain);
            return linkedLike(key).contains(key);
        }
    }

    /** How many domains unsuspicious mail linked to. */
    public int linkedDomains() {
        synchronized (linked) {
            return Arrays.stream(linked).mapToInt(KnownKeys::size).sum();
        }
    }

    // By other bits than the set itself goes by.
    private KnownKeys linkedLike(long key) {
        return linked[(int) (key >>> 48) % LINKED_SETS];
    }

    /** A wrong password, whether James knows the name or not. */
    public void refused(Footprint from, Account account, Instant at, int mark) {
        add(failures, from.address(), account, at, mark);
        add(failures, from.network(), account, at, mark);
    }

    /** An account got in from where it never did before. */
    public void arrived(Footprint from, Account account, Instant at) {
        add(newcomers, from.address(), account, at, -1);
        add(newcomers, from.network(), account, at, -1);
    }

    private static void add(Cache<Long, Recent> places, long place, Account account, Instant at, int mark) {
        if (place != 0) {
            places.get(place, key -> new Recent(MOST_AT_A_PLACE)).add(at, Keys.of(account.name()), mark);
        }
    }

    /** Learns a login that nothing speaks against. */
    public void learn(Footprint footprint, Instant at) {
        commonness.learn(footprint, at);
    }

    /** Learns the domains that an unsuspicious message links to. */
    public void learnLinks(Collection<String> domains) {
        synchronized (linked) {
            for (String domain : domains) {
                long key = Keys.of(domain);
                linkedLike(key).add(key);
            }
        }
    }
}
