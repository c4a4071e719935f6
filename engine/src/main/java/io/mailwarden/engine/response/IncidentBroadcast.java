package io.mailwarden.engine.response;

import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.Topic;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentListener;
import java.time.Clock;

/**
 * Writes into the event log that an incident changed, so that other nodes read it again.
 *
 * @param schedule answers at once what this node opened or made graver
 */
public record IncidentBroadcast(EventLog log, Clock clock, ResponseSchedule schedule) implements IncidentListener {

    @Override
    public void opened(Incident incident) {
        schedule.opened(incident);
    }

    @Override
    public void committed(Incident incident) {
        log.append(new CacheInvalidation(clock.instant(), incident.account(), Topic.INCIDENT, incident.id()));
    }
}
