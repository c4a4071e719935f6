package io.mailwarden.engine.assess;

import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.eventlog.LogEntry;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.organisation.Organisations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Learns what is known of organisations anew of the whole log, some entries at a time, when a store has it by the rules
 * of an older version or for other groups of domains. Until that is done, what the store has serves. Not thread-safe:
 * one task does it.
 */
final class OrganisationRebuild {

    // Some 30 ms.
    private static final int AT_ONCE = 1000;

    private final EventLog log;
    private final Profiles profiles;
    private final OriginLookup origins;
    private final EventLogFollower follower;
    private final LogEntry.Visitor<Boolean> burns = new Burns();
    private @Nullable Organisations fresh;

    OrganisationRebuild(EventLog log, Profiles profiles, OriginLookup origins, EventLogFollower follower) {
        this.log = log;
        this.profiles = profiles;
        this.origins = origins;
        this.follower = follower;
    }

    /** Learns from some more entries; does nothing when nothing has to be learned anew. */
    void goOn() {
        Organisations known = profiles.organisations();
        if (!known.outdated()) {
            return;
        }
        Organisations learning = fresh == null ? known.blank() : fresh;
        fresh = learning;
        int learned;
        do {
            learned = learnSome(learning);
            // A page that is not full need not be the last: each node has a part of it.
        } while (learned > 0 && learned < AT_ONCE);
        if (learned == 0) {
            follower.goOnWith(learning);
            origins.forgetEverybodysBurns();
            fresh = null;
        }
    }

    private int learnSome(Organisations learning) {
        List<LoggedEntry> next = log.after(learning.positions(), AT_ONCE);
        next.forEach(logged -> learn(learning, logged));
        return next.size();
    }

    private void learn(Organisations learning, LoggedEntry logged) {
        learning.fold(logged.entry());
        var unused = logged.entry().accept(burns);
        learning.positions().advance(logged.node(), logged.sequence());
    }

    /** Whom a thief's address harmed; each says whether it does anything. */
    private final class Burns implements LogEntry.Visitor<Boolean> {

        @Override
        public Boolean assessed(EventAssessed assessed) {
            return false;
        }

        @Override
        public Boolean reviewed(Reviewed reviewed) {
            follower.burn(reviewed);
            return true;
        }

        @Override
        public Boolean invalidated(CacheInvalidation invalidation) {
            return false;
        }
    }
}
