package io.mailwarden.engine;

import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentListener;
import io.mailwarden.engine.profile.EventLog;
import io.mailwarden.engine.profile.LogEntry.Notice;
import io.mailwarden.engine.profile.LogEntry.Topic;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * Writes into the event log that an incident changed, so that other nodes read it again.
 *
 * @param opening told of incidents that this node opened or made graver
 */
record IncidentNotices(EventLog log, Clock clock, Consumer<Incident> opening) implements IncidentListener {

    @Override
    public void opened(Incident incident) {
        opening.accept(incident);
    }

    @Override
    public void committed(Incident incident) {
        log.append(new Notice(clock.instant(), incident.account(), Topic.INCIDENT, incident.id()));
    }
}
