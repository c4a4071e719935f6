package io.mailwarden.engine.review;

import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.support.Alarms;

/** Collects the state of databases, store and alarms for the overview. Thread-safe. */
final class SystemState {

    private final Profiles profiles;
    private final OriginLookup origins;
    private final EventLog log;
    private final Alarms alarms;

    SystemState(Profiles profiles, OriginLookup origins, EventLog log, Alarms alarms) {
        this.profiles = profiles;
        this.origins = origins;
        this.log = log;
        this.alarms = alarms;
    }

    Overview.Health now() {
        return new Overview.Health(profiles.count(), origins.knowledge(), log.health(), alarms.standing());
    }
}
