package io.mailwarden.engine.assess;

import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.eventlog.LogEntry;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.organisation.Organisations;
import io.mailwarden.engine.response.CacheRefresher;
import io.mailwarden.engine.support.Alarms;
import java.util.List;

/**
 * Reads the event log: first what the organisation has not learned yet, of an earlier run of this node too, and from
 * then on what other nodes write. Thread-safe.
 */
public final class EventLogFollower {

    private static final int AT_ONCE = 1000;

    private final EventLog log;
    private final Profiles profiles;
    private final OriginLookup origins;
    private final CacheRefresher caches;
    private LogPositions read;
    private final Alarms alarms;
    private final LogEntry.Visitor<Boolean> effects = new Effects();
    private int own;
    private long ownUntil;

    /**
     * A follower that begins behind those positions.
     *
     * @param read how much the organisation has learned already
     * @param caches told what another node has to tell
     */
    public EventLogFollower(
            EventLog log,
            Profiles profiles,
            OriginLookup origins,
            LogPositions read,
            CacheRefresher caches,
            Alarms alarms) {
        this.log = log;
        this.profiles = profiles;
        this.origins = origins;
        this.read = read;
        this.caches = caches;
        this.alarms = alarms;
        // What this run appends is learned when it is assessed.
        own = log.node();
        ownUntil = log.last();
    }

    /** Reads all that there is to read. */
    void follow() {
        boolean more;
        do {
            more = readOn();
        } while (more && !Thread.currentThread().isInterrupted());
    }

    private synchronized boolean readOn() {
        if (own != log.node()) {
            // Its folder was a copy: the number belongs to another process, whose entries are read from here on.
            read.advance(own, log.last());
            own = log.node();
            ownUntil = 0;
        }
        LogPositions known = read.copy();
        if (caughtUp()) {
            known.advance(own, LogPositions.LAST_SEQUENCE);
        }
        List<LoggedEntry> next = log.after(known, AT_ONCE);
        next.forEach(this::take);
        return !next.isEmpty();
    }

    private boolean caughtUp() {
        return read.of(own) >= ownUntil;
    }

    private void take(LoggedEntry logged) {
        if (logged.node() != own || logged.sequence() <= ownUntil) {
            try {
                learn(logged);
            } catch (RuntimeException e) {
                // One that cannot be learned must not keep all after it from being read.
                alarms.raise("log-unlearned", "an entry of the event log could not be learned from", e);
            }
        }
        read.advance(logged.node(), logged.sequence());
    }

    private void learn(LoggedEntry logged) {
        LogEntry entry = logged.entry();
        profiles.organisations().fold(entry);
        profiles.loader().follow(logged);
        var unused = entry.accept(effects);
    }

    /** What administrators found to be a thief's counts as malicious for the organisation that he harmed. */
    void burn(Reviewed reviewed) {
        String organisation = profiles.organisations().name(reviewed.account());
        reviewed.burnt().forEach(address -> origins.burn(address, organisation, reviewed.why(), reviewed.at()));
    }

    /**
     * From now on what is known of organisations is that, and it goes on from there. What is learned meanwhile may be
     * learned twice, but never not at all.
     */
    synchronized void goOnWith(Organisations learned) {
        profiles.organisations().become(learned);
        read = learned.positions().copy();
        own = log.node();
        ownUntil = log.last();
    }

    /** What an entry does beyond what is learned from it; each says whether it does anything. */
    private final class Effects implements LogEntry.Visitor<Boolean> {

        @Override
        public Boolean assessed(EventAssessed assessed) {
            return false;
        }

        @Override
        public Boolean reviewed(Reviewed reviewed) {
            burn(reviewed);
            return !reviewed.burnt().isEmpty();
        }

        @Override
        public Boolean invalidated(CacheInvalidation invalidation) {
            caches.refresh(invalidation);
            return true;
        }
    }

    /**
     * How much of the log the organisation has learned.
     *
     * @param ownLast the last entry that this node appended before its organisation is looked at
     */
    synchronized LogPositions learned(long ownLast) {
        LogPositions learned = read.copy();
        if (caughtUp() && ownLast > 0) {
            learned.advance(own, ownLast);
        }
        return learned;
    }
}
