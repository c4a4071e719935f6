package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.engine.profile.ProfileStore.Snapshot;
import io.mailwarden.engine.profile.habit.Experience;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.List;
import java.util.Optional;

/** Makes profiles of what is kept: the latest snapshot, and the entries of the log since. Thread-safe. */
final class ProfileReader {

    private final Profiles profiles;
    private final ProfileSources sources;
    private final Alarms alarms;
    private final StoredAccounts stored = new StoredAccounts();

    ProfileReader(Profiles profiles, ProfileSources sources, Alarms alarms) {
        this.profiles = profiles;
        this.sources = sources;
        this.alarms = alarms;
    }

    /**
     * What is kept of an account.
     *
     * @param letIn whether it ever got in, or sent; what others tried in its name is in the profile all the same
     */
    record LoadedProfile(Profile profile, boolean letIn) {}

    /** The same, with all that this node has appended to the log. */
    LoadedProfile readWritten(Account account) {
        sources.log().flush();
        return read(account);
    }

    /** Of which accounts there may be anything to read. */
    StoredAccounts stored() {
        return stored;
    }

    /**
     * From now on, whoever has nothing in the store is not looked for there; throws {@link
     * io.mailwarden.engine.support.StoreUnavailable}.
     */
    void knowStored() {
        stored.read(sources.snapshots(), sources.log());
    }

    /** The account's profile, as far as it is written. */
    LoadedProfile read(Account account) {
        if (!stored.mayHold(account)) {
            // What comes of whoever reads it is written.
            stored.add(account);
            return new LoadedProfile(profiles.blank(), false);
        }
        Optional<Profile> kept = sources.snapshots().find(account).flatMap(this::decoded);
        Profile profile = kept.orElseGet(profiles::blank);
        List<LoggedEntry> since = sources.log().of(account, profile.positions());
        since.forEach(logged -> Fold.into(profile, logged));
        return new LoadedProfile(profile, kept.isPresent() || since.stream().anyMatch(ProfileReader::letIn));
    }

    /** Whether it shows that there is such an account. */
    static boolean letIn(LoggedEntry logged) {
        return logged.entry()
                .assessed()
                .filter(assessed ->
                        assessed.event().sends() || assessed.outcome().learning() != Learning.NOTHING)
                .isPresent();
    }

    private Optional<Profile> decoded(Snapshot snapshot) {
        try {
            Profile profile = ProfileFormat.profile(snapshot.bytes(), profiles.shared());
            return snapshot.fold() == Fold.RULES ? Optional.of(profile) : Optional.of(rebuilt(snapshot, profile));
        } catch (UnreadableSnapshot e) {
            alarms.raise("snapshot-unreadable", "the profile of " + snapshot.account() + " is made anew of the log", e);
            return Optional.empty();
        }
    }

    // By the rules of today, of the log, when that reaches as far back as the profile does.
    private Profile rebuilt(Snapshot snapshot, Profile old) {
        Profile anew = profiles.blank();
        List<LoggedEntry> all = sources.log().of(snapshot.account(), new LogPositions());
        all.forEach(logged -> Fold.into(anew, logged));
        boolean whole = !all.isEmpty() && reaches(anew, old) && (!old.sends() || reaches(anew.sent(), old.sent()));
        return whole ? anew : old;
    }

    private static boolean reaches(Experience anew, Experience old) {
        return old.first().isEmpty()
                || anew.first()
                        .filter(first -> !first.isAfter(old.first().get()))
                        .isPresent();
    }
}
