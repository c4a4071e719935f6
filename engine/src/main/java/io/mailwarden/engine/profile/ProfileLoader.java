package io.mailwarden.engine.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Alarms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Brings profiles into memory, off the threads that clients wait for. What comes for an account meanwhile waits, and is
 * done in order when its profile is there. Thread-safe.
 */
public final class ProfileLoader {

    // Some 20 MB of events. While a store is gone, what comes beyond that is judged as of new accounts.
    private static final int MOST_WAITING = 20_000;
    // Names that nobody has: guessers try the same ones again and again.
    private static final int MOST_STRANGERS = 100_000;
    private static final Duration STRANGE_FOR = Duration.ofMinutes(10);
    private static final long RETRY_MILLIS = 1000;
    private static final String ALARM = "profiles-unread";

    private record Guest(boolean creates, Consumer<Profile> work) {}

    private final Profiles profiles;
    private final ProfileReader reader;
    private final Executor executor;
    private final Alarms alarms;
    private final ConcurrentMap<String, List<Guest>> loading = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
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

    /** Begins to load the account's profile, if it has one and is not in memory. */
    public void expect(Account account) {
        if (profiles.find(account.name()) == null && !strange(account)) {
            whenHeld(account, false, profile -> {});
        }
    }

    private boolean strange(Account account) {
        return strangers.getIfPresent(account.name()) != null;
    }

    /**
     * Does the work with the account's profile, which it holds meanwhile: now when it is in memory, else when it is.
     *
     * @param creates whether an account that never got in has a profile from now on; else the work gets a blank one that
     *     nobody keeps
     */
    public void whenHeld(Account account, boolean creates, Consumer<Profile> work) {
        String name = account.name();
        if (!creates && strange(account) || waiting.get() >= MOST_WAITING) {
            if (!now(account, work)) {
                work.accept(profiles.blank());
            }
            return;
        }
        boolean[] first = {false};
        List<Guest> guests = loading.compute(name, (key, before) -> {
            if (before == null && profiles.find(key) != null) {
                return null;
            }
            first[0] = before == null;
            List<Guest> all = before == null ? new ArrayList<>(2) : before;
            all.add(new Guest(creates, work));
            return all;
        });
        if (guests == null) {
            whenFound(account, creates, work);
        } else {
            waiting.incrementAndGet();
            if (first[0]) {
                executor.execute(() -> load(account));
            }
        }
    }

    private void whenFound(Account account, boolean creates, Consumer<Profile> work) {
        if (!now(account, work)) {
            // It left again in between.
            whenHeld(account, creates, work);
        }
    }

    private boolean now(Account account, Consumer<Profile> work) {
        return profiles.with(account, profile -> {
                    work.accept(profile);
                    return true;
                })
                .isPresent();
    }

    private void load(Account account) {
        try {
            Optional<Profile> read = reader.read(account);
            alarms.clear(ALARM);
            seat(account.name(), read.orElseGet(profiles::blank), read.isPresent());
        } catch (RuntimeException e) {
            alarms.raise(ALARM, "profiles cannot be read; their accounts are judged like new ones", e);
            TimeUnit unit = TimeUnit.MILLISECONDS;
            CompletableFuture.delayedExecutor(RETRY_MILLIS, unit, executor).execute(() -> load(account));
        }
    }

    private void seat(String name, Profile profile, boolean known) {
        synchronized (profile) {
            List<Guest> guests = new ArrayList<>();
            var unused = loading.computeIfPresent(name, (key, all) -> {
                guests.addAll(all);
                if (known || all.stream().anyMatch(Guest::creates)) {
                    // Before the others can come in again: else two would be made.
                    profiles.put(name, profile);
                    strangers.invalidate(name);
                } else {
                    strangers.put(name, true);
                }
                return null;
            });
            waiting.addAndGet(-guests.size());
            guests.forEach(guest -> guest.work().accept(profile));
            if (profiles.find(name) == profile) {
                profiles.noteChange(name, profile);
            }
        }
    }

    /** An entry that another node wrote: learned when the account's profile is in memory, or about to be. */
    public void follow(Logged logged) {
        Account account = logged.entry().account();
        boolean comes = loading.computeIfPresent(account.name(), (key, guests) -> {
                    guests.add(new Guest(false, profile -> Fold.into(profile, logged)));
                    waiting.incrementAndGet();
                    return guests;
                })
                != null;
        if (!comes) {
            now(account, profile -> Fold.into(profile, logged));
        }
        strangers.invalidate(account.name());
    }
}
