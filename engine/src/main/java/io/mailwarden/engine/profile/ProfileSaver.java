package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.profile.ProfileStore.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Saves snapshots of profiles, in batches, and lets those go that had to leave memory. Thread-safe. */
public final class ProfileSaver {

    // Reading so many entries takes some milliseconds: what whoever comes first after a restart waits for.
    private static final int MANY = 100;
    private static final int BATCH = 500;

    private record Taken(String name, Profile profile, int entries, Snapshot snapshot) {}

    private final Profiles profiles;
    private final ProfileReader reader;
    private final Memory memory;

    ProfileSaver(Profiles profiles, ProfileReader reader, Memory memory) {
        this.profiles = profiles;
        this.reader = reader;
        this.memory = memory;
    }

    /**
     * Saves what is about to leave memory and what has changed much; what fails is tried again the next time.
     *
     * @param all whether to save whatever has changed at all
     */
    public synchronized void save(boolean all) {
        Map<String, Profile> due = new HashMap<>(profiles.leaving());
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
            return new Taken(name, profile, profile.unsaved(), snapshot(new Account(name), profile));
        }
    }

    private static Snapshot snapshot(Account account, Profile profile) {
        return new Snapshot(account, Fold.RULES, ProfileFormat.bytes(profile));
    }

    private void save(Collection<Taken> batch) {
        if (!batch.isEmpty()) {
            keep(batch.stream()
                    .filter(taken -> taken.entries() > 0)
                    .map(Taken::snapshot)
                    .toList());
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
                profile.unsaved(MANY);
            }
            profiles.changed().put(name, profile);
        });
    }

    /** Saves these as they are by all entries that there are, so that the entries may be forgotten. */
    public synchronized void saveAll(Collection<Account> accounts) {
        List<Snapshot> snapshots = new ArrayList<>(accounts.size());
        for (Account account : accounts) {
            profiles.with(account, profile -> snapshot(account, profile))
                    .or(() -> reader.read(account).map(profile -> snapshot(account, profile)))
                    .ifPresent(snapshots::add);
        }
        keep(snapshots);
    }

    // Nothing may stand in a snapshot that does not stand in the log: other nodes would never hear of it.
    private void keep(List<Snapshot> snapshots) {
        if (!snapshots.isEmpty()) {
            memory.log().flush();
            memory.snapshots().save(snapshots);
        }
    }
}
