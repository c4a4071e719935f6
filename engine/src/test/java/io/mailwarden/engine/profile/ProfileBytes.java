package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.profile.ProfileStore.Snapshot;
import java.util.Optional;

/** Profiles as they are stored: equal in every bit when they are equal. */
public final class ProfileBytes {

    private ProfileBytes() {}

    /** That account's; empty when it has none. */
    public static Optional<byte[]> of(Profiles profiles, Account account) {
        return profiles.tell(account, ProfileFormat::bytes);
    }

    /** That account's, made of the log alone, in one go. */
    public static byte[] folded(Profiles profiles, EventLog log, Account account) {
        Profile profile = profiles.blank();
        log.of(account, new LogPositions()).forEach(logged -> Fold.into(profile, logged));
        return ProfileFormat.bytes(profile);
    }

    /** A snapshot as one of other rules. */
    public static Snapshot outdated(Snapshot snapshot) {
        return new Snapshot(snapshot.account(), Fold.RULES + 1, snapshot.bytes());
    }

    /** Number of the rules of today. */
    public static int rules() {
        return Fold.RULES;
    }
}
