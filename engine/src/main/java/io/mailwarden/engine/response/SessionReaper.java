package io.mailwarden.engine.response;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.Topic;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.response.session.SessionEndReason;
import io.mailwarden.engine.response.session.Sessions;
import io.mailwarden.engine.response.session.SessionsConfig;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Ends the live sessions of this node when their time has come, or another node says so. Thread-safe. */
public final class SessionReaper {

    // Longer than invalidations take, and short enough not to end what was opened after a restart.
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final OriginLookup origins;
    private final EventLog log;
    private final Clock clock;
    private final Sessions sessions;

    /** Ends the sessions of whoever those restrictions block. */
    public SessionReaper(
            SessionsConfig config, Restrictions restrictions, OriginLookup origins, EventLog log, Clock clock) {
        this.origins = origins;
        this.log = log;
        this.clock = clock;
        sessions = new Sessions(config, account -> restrictions.of(account) == Restriction.BLOCK, this::place, clock);
    }

    private String place(Address address) {
        return origins.locate(Optional.of(address), Optional.empty(), clock.instant())
                .words();
    }

    /** The live sessions of this node. */
    public Sessions sessions() {
        return sessions;
    }

    /** Ends the sessions whose time has come, and those of whoever is blocked by now. */
    void reap() {
        sessions.endBlocked();
        sessions.expire(clock.instant());
    }

    /** Another node asks for an account's sessions to end; what was asked for long ago has been done. */
    void invalidated(CacheInvalidation invalidation) {
        if (invalidation.at().plus(FRESH).isAfter(clock.instant())) {
            sessions.endAll(invalidation.account(), SessionEndReason.of(invalidation.key()));
        }
    }

    /** Ends the sessions of whoever is blocked by now. */
    public void endBlocked() {
        sessions.endBlocked();
    }

    /** Ends the account's sessions, here at once and on all nodes within a second; how many that were here. */
    public int endAll(Account account, SessionEndReason reason) {
        log.append(new CacheInvalidation(clock.instant(), account, Topic.SESSIONS, reason.label()));
        return sessions.endAll(account, reason);
    }
}
