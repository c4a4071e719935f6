package io.mailwarden.engine;

import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.EventLog;
import io.mailwarden.engine.profile.Judgement;
import io.mailwarden.engine.profile.LogEntry;
import io.mailwarden.engine.profile.Profile;

/** Writes what came of each event into the log, and into the profile how much of the log it holds. Thread-safe. */
record Ledger(EventLog log) {

    /** The profile has learned it already. */
    void append(Event event, Origin origin, Judgement judgement, Profile profile) {
        profile.logged(log.node(), log.append(new LogEntry.Judged(event, origin, judgement)));
    }
}
