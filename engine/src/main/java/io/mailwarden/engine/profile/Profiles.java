package io.mailwarden.engine.profile;

import com.github.benmanes.caffeine.cache.Cache;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.profile.ProfileReader.LoadedProfile;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import io.mailwarden.engine.profile.habit.ProfileContext;
import io.mailwarden.engine.profile.habit.ProfileContext.Windows;
import io.mailwarden.engine.profile.organisation.Organisations;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Caches;
import io.mailwarden.engine.support.StoreUnavailable;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The profiles in memory, of accounts that have logged in or sent, and those of the organisations. Bounded: the least
 * used leave, and are back when their accounts are. A name that never got in has no profile and costs nothing.
 * Thread-safe; a profile itself is guarded by its monitor, which one event holds for as long as it is assessed.
 */
public final class Profiles {

    private final ProfileContext context;
    private final Organisations organisations;
    // By name: one object less for each.
    private final Cache<String, Profile> accounts;
    // Those that had to leave, until a snapshot has all of them.
    private final ConcurrentMap<String, Profile> leaving = new ConcurrentHashMap<>();
    // Those that a snapshot does not have all of.
    private final ConcurrentMap<String, Profile> changed = new ConcurrentHashMap<>();

    // Whether what leaves is kept.
    private final boolean lasts;
    private final ProfileStore snapshots;
    private final long most;

    private final ProfileReader reader;
    private final ProfileLoader loader;
    private final ProfileSaver saver;

    /**
     * An empty cache of profiles.
     *
     * @param organisations what is known of them
     * @param sources where what leaves is kept; with {@link ProfileStore#NONE} it is forgotten
     * @param loading reads that: a thread of its own, as it may take its time
     * @param alarms told when it cannot be read
     */
    public Profiles(
            ProfileConfig config,
            Windows windows,
            Organisations organisations,
            ProfileSources sources,
            Executor loading,
            Alarms alarms) {
        context = ProfileContext.of(config, windows);
        this.organisations = organisations;
        snapshots = sources.snapshots();
        most = config.maxAccounts();
        lasts = sources.snapshots() != ProfileStore.NONE;
        accounts = lasts ? Caches.ofMost(config.maxAccounts(), leaving::put) : Caches.ofMost(config.maxAccounts());
        reader = new ProfileReader(this, sources, alarms);
        loader = new ProfileLoader(this, reader, loading, alarms);
        saver = new ProfileSaver(this, reader, sources);
    }

    /** Brings in those that are not in memory. */
    public ProfileLoader loader() {
        return loader;
    }

    /** Saves profiles to the store. */
    public ProfileSaver saver() {
        return saver;
    }

    /** Brings back those that were active last. */
    public WarmUp warmUp() {
        return new WarmUp(this, snapshots, most);
    }

    /**
     * What the work makes of the account's profile, which it holds meanwhile; empty when the profile is not in memory.
     */
    public <T> Optional<T> with(Account account, Function<Profile, T> work) {
        String name = account.name();
        for (Profile profile = find(name); profile != null; profile = find(name)) {
            synchronized (profile) {
                if (!profile.retired()) {
                    try {
                        return Optional.of(work.apply(profile));
                    } finally {
                        noteChange(name, profile);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * What the work tells of the account's profile, without changing it; empty when the account never got in. May read
     * the store, and throw {@link StoreUnavailable}.
     */
    public <T> Optional<T> tell(Account account, Function<Profile, T> work) {
        Optional<T> told = with(account, work);
        return told.isPresent()
                ? told
                : Optional.of(reader.read(account))
                        .filter(LoadedProfile::letIn)
                        .map(known -> work.apply(known.profile()));
    }

    void noteChange(String name, Profile profile) {
        if (!lasts) {
            return;
        }
        if (profile.unsaved() == 1 || profile.unsaved() > 1 && !changed.containsKey(name)) {
            changed.put(name, profile);
        }
    }

    // One that was about to leave comes back.
    @Nullable Profile find(String name) {
        Profile known = accounts.getIfPresent(name);
        // Asked again in one step: it may have come back since.
        return known != null ? known : accounts.get(name, leaving::remove);
    }

    /** From now on the account's profile. */
    void put(String name, Profile profile) {
        accounts.put(name, profile);
    }

    /** All that are in memory. */
    void each(BiConsumer<String, Profile> work) {
        accounts.asMap().forEach(work);
    }

    /** A new profile that is not kept. */
    public Profile blank() {
        return new Profile(context);
    }

    ConcurrentMap<String, Profile> leaving() {
        return leaving;
    }

    ConcurrentMap<String, Profile> changed() {
        return changed;
    }

    /** What all profiles share. */
    ProfileContext shared() {
        return context;
    }

    /** What the accounts of each organisation have in common. */
    public Organisations organisations() {
        return organisations;
    }

    /** How many accounts have one in memory. */
    public long count() {
        return accounts.estimatedSize();
    }
}
