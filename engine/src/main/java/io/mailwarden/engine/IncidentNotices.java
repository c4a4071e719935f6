package io.mailwarden.engine;

import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentListener;
import io.mailwarden.engine.profile.EventLog;
import io.mailwarden.engine.profile.LogEntry.Notice;
import io.mailwarden.engine.profile.LogEntry.Topic;
import io.mailwarden.engine.response.ResponseSchedule;
import java.time.Clock;

/**
 * Writes into the event log that an incident changed, so that other nodes read it again.
 *
 * @param schedule answers at once what this node opened or made graver
 */
record IncidentNotices(EventLog log, Clock clock, ResponseSchedule schedule) implements IncidentListener {

    @Override
    public void opened(Incident incident) {
        schedule.opened(incident);
    }

    @Override
    public void committed(Incident incident) {
        log.append(new Notice(clock.instant(), incident.account(), Topic.INCIDENT, incident.id()));
    }
}
