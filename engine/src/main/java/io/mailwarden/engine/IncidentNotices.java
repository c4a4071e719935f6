package io.mailwarden.engine;

import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentListener;
import io.mailwarden.engine.profile.EventLog;
import io.mailwarden.engine.profile.LogEntry.Notice;
import io.mailwarden.engine.profile.LogEntry.Topic;
import java.time.Clock;

/** Writes into the event log that an incident changed, so that other nodes read it again. */
record IncidentNotices(EventLog log, Clock clock) implements IncidentListener {

    @Override
    public void opened(Incident incident) {}

    @Override
    public void committed(Incident incident) {
        log.append(new Notice(clock.instant(), incident.account(), Topic.INCIDENT, incident.id()));
    }
}
