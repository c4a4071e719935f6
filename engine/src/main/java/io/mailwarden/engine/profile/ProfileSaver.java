package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.profile.ProfileReader.LoadedProfile;
import io.mailwarden.engine.profile.ProfileStore.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Saves snapshots of profiles, in batches, and lets those go that had to leave memory. Thread-safe. */
public final class ProfileSaver {

    // Reading so many entries takes some milliseconds: what whoever comes first after a restart waits for.
    private static final int MANY = 100;
    private static final int BATCH = 500;

    // Of each some milliseconds' work.
    private static final int RENEWED_AT_ONCE = 100;

    private record Taken(String name, Profile profile, int entries, Optional<Snapshot> snapshot) {}

    private final Profiles profiles;
    private final ProfileReader reader;
    private final ProfileSources sources;
    private boolean renewed;
    private String renewedUpTo = "";

    ProfileSaver(Profiles profiles, ProfileReader reader, ProfileSources sources) {
        this.profiles = profiles;
        this.reader = reader;
        this.sources = sources;
    }

    /**
     * Saves what is about to leave memory and what has changed much; what fails is tried again the next time.
     *
     * @param all whether to save whatever has changed at all
     */
    public synchronized void save(boolean all) {
        // By name, as the store has them: many new ones are then written one after the other.
        Map<String, Profile> due = new TreeMap<>(profiles.leaving());
        profiles.changed().forEach((name, profile) -> {
            if (all || profile.unsaved() >= MANY) {
                due.put(name, profile);
            }
        });
        List<Taken> batch = new ArrayList<>(BATCH);
        for (Map.Entry<String, Profile> one : due.entrySet()) {
            batch.add(take(one.getKey(), one.getValue()));
            if (batch.size() == BATCH) {
                save(batch);
                batch.clear();
            }
        }
        save(batch);
    }

    private static Taken take(String name, Profile profile) {
        synchronized (profile) {
            int entries = profile.unsaved();
            return new Taken(
                    name,
                    profile,
                    entries,
                    entries == 0 ? Optional.empty() : Optional.of(snapshot(new Account(name), profile)));
        }
    }

    private static Snapshot snapshot(Account account, Profile profile) {
        return new Snapshot(account, Fold.RULES, ProfileFormat.bytes(profile));
    }

    private void save(Collection<Taken> batch) {
        if (!batch.isEmpty()) {
            keep(batch.stream().flatMap(taken -> taken.snapshot().stream()).toList());
            batch.forEach(this::saved);
        }
    }

    private void saved(Taken taken) {
        Profile profile = taken.profile();
        synchronized (profile) {
            profile.saved(taken.entries());
            if (profile.unsaved() == 0) {
                profiles.changed().remove(taken.name(), profile);
                if (profiles.leaving().remove(taken.name(), profile)) {
                    profile.retire();
                }
            }
        }
    }

    /** No snapshot is kept any more: the next time, all that is in memory is saved. */
    public void forgetSaved() {
        profiles.each((name, profile) -> {
            synchronized (profile) {
                // One that has just left memory is another object by now, if it is anything.
                if (!profile.retired()) {
                    profile.unsaved(MANY);
                    profiles.changed().put(name, profile);
                }
            }
        });
    }

    /** Saves these as they are by all entries that there are, so that the entries may be forgotten. */
    public synchronized void saveAll(Collection<Account> accounts) {
        List<Snapshot> batch = new ArrayList<>(BATCH);
        for (Account account : accounts) {
            profiles.with(account, profile -> snapshot(account, profile))
                    .or(() -> stored(account))
                    .ifPresent(batch::add);
            if (batch.size() == BATCH) {
                keep(batch);
                batch.clear();
            }
        }
        keep(batch);
    }

    private Optional<Snapshot> stored(Account account) {
        LoadedProfile known = reader.read(account);
        return known.letIn() ? Optional.of(snapshot(account, known.profile())) : Optional.empty();
    }

    /**
     * Makes some of the snapshots anew that were made by other rules, until there are none: of the log where it tells
     * all, else they stay as they are. For somebody who calls it again and again.
     */
    public synchronized void renew() {
        if (!renewed) {
            List<Account> next = sources.snapshots().otherThan(Fold.RULES, renewedUpTo, RENEWED_AT_ONCE);
            saveAll(next);
            renewed = next.isEmpty();
            renewedUpTo = renewed ? "" : next.get(next.size() - 1).name();
        }
    }

    // Nothing may stand in a snapshot that does not stand in the log: other nodes would never hear of it.
    private void keep(List<Snapshot> snapshots) {
        if (!snapshots.isEmpty()) {
            sources.log().flush();
            sources.snapshots().save(snapshots);
        }
    }
}
