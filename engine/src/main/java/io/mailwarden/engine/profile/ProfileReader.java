package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.UnreadableSnapshot;
import io.mailwarden.engine.profile.Judgement.Learning;
import io.mailwarden.engine.profile.LogEntry.Judged;
import io.mailwarden.engine.profile.ProfileStore.Snapshot;
import java.util.List;
import java.util.Optional;

/** Makes profiles of what is kept: the latest snapshot, and the entries of the log since. Thread-safe. */
final class ProfileReader {

    private final Profiles profiles;
    private final Memory memory;
    private final Alarms alarms;

    ProfileReader(Profiles profiles, Memory memory, Alarms alarms) {
        this.profiles = profiles;
        this.memory = memory;
        this.alarms = alarms;
    }

    /** The account's profile; empty when the account never got in. */
    Optional<Profile> read(Account account) {
        Optional<Profile> kept = memory.snapshots().find(account).flatMap(this::decoded);
        Profile profile = kept.orElseGet(profiles::blank);
        List<Logged> since = memory.log().of(account, profile.positions());
        since.forEach(logged -> Fold.into(profile, logged));
        return kept.isPresent() || since.stream().anyMatch(ProfileReader::letIn)
                ? Optional.of(profile)
                : Optional.empty();
    }

    private static boolean letIn(Logged logged) {
        return !(logged.entry() instanceof Judged judged && judged.judgement().learning() == Learning.NOTHING);
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
        List<Logged> all = memory.log().of(snapshot.account(), new Positions());
        boolean whole = old.firstSeen()
                .filter(first -> !all.isEmpty() && !all.get(0).entry().at().isAfter(first))
                .isPresent();
        if (!whole) {
            return old;
        }
        Profile anew = profiles.blank();
        all.forEach(logged -> Fold.into(anew, logged));
        return anew;
    }
}
