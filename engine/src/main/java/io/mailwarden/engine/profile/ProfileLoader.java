package io.mailwarden.engine.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.engine.profile.ProfileReader.LoadedProfile;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Brings profiles into memory, off the threads that clients wait for. What comes for an account meanwhile waits, and is
 * done in order when its profile is there. Thread-safe.
 */
public final class ProfileLoader {

    // Some 20 MB of events, and once more for accounts that were let in: names that are guessed take no room from them.
    private static final int MOST_WAITING = 20_000;
    // Some 50 MB. While snapshots cannot be saved, no more profiles are loaded than that.
    private static final int MOST_LEAVING = 10_000;
    // Names that nobody has: guessers try the same ones again and again.
    private static final int MOST_STRANGERS = 100_000;
    private static final Duration STRANGE_FOR = Duration.ofMinutes(10);
    private static final String ALARM = "profiles-unread";

    private record Guest(boolean creates, Consumer<Profile> work) {}

    private final Profiles profiles;
    private final ProfileReader reader;
    private final Executor executor;
    private final Alarms alarms;
    // Whose profiles are on their way, and what waits for each. Of one account only one is made at a time: who is in
    // here is not in memory, and no event of his is assessed elsewhere.
    private final ConcurrentMap<String, List<Guest>> loading = new ConcurrentHashMap<>();
    private final Set<Account> failed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waiting = new AtomicInteger();
    // False for one that was let in at another node since.
    private final Cache<String, Boolean> strangers = Caffeine.newBuilder()
            .maximumSize(MOST_STRANGERS)
            .expireAfterWrite(STRANGE_FOR)
            .build();

    ProfileLoader(Profiles profiles, ProfileReader reader, Executor executor, Alarms alarms) {
        this.profiles = profiles;
        this.reader = reader;
        this.executor = executor;
        this.alarms = alarms;
    }

    /**
     * From now on, whoever has nothing in the store is not looked for there: for an import, which brings many whom nobody
     * knows. Reads a part of the store; throws {@link StoreUnavailable}.
     */
    public void knowStored() {
        reader.knowStored();
    }

    /** Begins to load the account's profile, if it has one and is not in memory. */
    public void expect(Account account) {
        if (waiting.get() < MOST_WAITING && !strange(account) && begins(account)) {
            load(account);
        }
    }

    private boolean strange(Account account) {
        return Boolean.TRUE.equals(strangers.getIfPresent(account.name()));
    }

    // Whether it was neither in memory nor about to be; from now on it is.
    private boolean begins(Account account) {
        boolean[] first = {false};
        var unused = loading.computeIfAbsent(account.name(), name -> {
            first[0] = profiles.find(name) == null;
            return first[0] ? new ArrayList<>(2) : null;
        });
        return first[0];
    }

    /**
     * Does the work with the account's profile, which it holds meanwhile: now when it is in memory, else when it is.
     *
     * @param creates whether an account that never got in has a profile from now on; else the work gets a blank one
     *     that nobody keeps
     * @return false when there is no room to wait: nothing was done, nor will be
     */
    public boolean whenHeld(Account account, boolean creates, Consumer<Profile> work) {
        if (waiting.get() >= (creates ? 2 * MOST_WAITING : MOST_WAITING)) {
            reader.stored().add(account);
            return now(account, work);
        }
        boolean first = begins(account);
        Guest guest = new Guest(creates, work);
        if (first && !creates && strange(account)) {
            done(guest, profiles.blank());
            leave(account);
        } else if (!waits(account, guest)) {
            return now(account, work) || whenHeld(account, creates, work);
        } else if (first) {
            load(account);
        }
        return true;
    }

    private boolean waits(Account account, Guest guest) {
        return loading.computeIfPresent(account.name(), (name, guests) -> {
                    guests.add(guest);
                    waiting.incrementAndGet();
                    return guests;
                })
                != null;
    }

    private boolean now(Account account, Consumer<Profile> work) {
        return profiles.with(account, profile -> {
                    work.accept(profile);
                    return true;
                })
                .isPresent();
    }

    private void load(Account account) {
        if (!reader.stored().mayHold(account)) {
            attempt(account);
            return;
        }
        try {
            executor.execute(() -> attempt(account));
        } catch (RejectedExecutionException e) {
            alarms.raise(ALARM, "the engine is closed; what still comes is assessed as of new accounts", e);
        }
    }

    private void attempt(Account account) {
        try {
            read(account);
            alarms.clear(ALARM);
        } catch (RuntimeException e) {
            alarms.raise(ALARM, "profiles cannot be read; their accounts are assessed like new ones", e);
            failed.add(account);
        }
    }

    /** Tries again to load the profiles that could not be loaded. */
    public void retry() {
        for (Account account : List.copyOf(failed)) {
            failed.remove(account);
            load(account);
        }
    }

    /** Loads it on the caller's thread, unless it is in memory or about to be; throws {@link StoreUnavailable}. */
    void warm(Account account) {
        if (begins(account)) {
            try {
                read(account);
            } catch (RuntimeException e) {
                leave(account);
                throw e;
            }
        }
    }

    private void read(Account account) {
        if (profiles.leaving().size() >= MOST_LEAVING) {
            throw new StoreUnavailable("save profiles that must leave memory", new IllegalStateException("too many"));
        }
        // What came of it while it was nobody's may not be written yet.
        boolean wasStrange = strangers.getIfPresent(account.name()) != null;
        seat(account, wasStrange ? reader.readWritten(account) : reader.read(account));
    }

    private void seat(Account account, LoadedProfile read) {
        Profile profile = read.profile();
        List<Guest> guests = new ArrayList<>();
        synchronized (profile) {
            boolean leaves = loading.computeIfPresent(account.name(), (name, all) -> {
                        guests.addAll(all);
                        all.clear();
                        boolean stays = read.letIn() || guests.stream().anyMatch(Guest::creates);
                        if (!stays) {
                            strangers.put(name, true);
                        } else {
                            // All of it is read, and is written before it leaves memory.
                            strangers.invalidate(name);
                            // Before the others can come in again: else two would be made.
                            profiles.put(name, profile);
                        }
                        return stays ? null : all;
                    })
                    != null;
            waiting.addAndGet(-guests.size());
            guests.forEach(guest -> done(guest, profile));
            if (leaves) {
                leave(account);
            } else {
                profiles.noteChange(account.name(), profile);
            }
        }
    }

    // One that fails must not take the others with it.
    private void done(Guest guest, Profile profile) {
        try {
            guest.work().accept(profile);
        } catch (RuntimeException | StackOverflowError e) {
            alarms.happened("engine-failed", "an event could not be assessed", e);
        }
    }

    // Nobody has that name. Whoever came meanwhile is after what came before, which is in the log by now.
    private void leave(Account account) {
        boolean more = loading.computeIfPresent(account.name(), (name, all) -> all.isEmpty() ? null : all) != null;
        if (more) {
            load(account);
        }
    }

    /** An entry that another node wrote: learned when the account's profile is in memory, or about to be. */
    public void follow(LoggedEntry logged) {
        Account account = logged.entry().account();
        boolean letIn = ProfileReader.letIn(logged);
        Guest guest = new Guest(letIn, profile -> Fold.into(profile, logged));
        if (!waits(account, guest)) {
            now(account, guest.work());
        }
        reader.stored().add(account);
        if (letIn) {
            strangers.asMap().replace(account.name(), false);
        }
    }

    /** How many events wait for profiles. */
    public int waiting() {
        return waiting.get();
    }
}
