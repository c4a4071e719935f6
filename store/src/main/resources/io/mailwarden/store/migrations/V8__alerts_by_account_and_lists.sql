-- Whom an alert concerns, so that one account's do not use up what is to be told of others, and what follows of the same
-- incident is told as such; and what makes lists of incidents fast, whichever way they are narrowed.

ALTER TABLE alert ADD COLUMN account TEXT NOT NULL DEFAULT '';

ALTER TABLE alert ADD COLUMN severity TEXT NOT NULL DEFAULT 'critical';

ALTER TABLE alert ADD COLUMN incident TEXT;

CREATE INDEX alert_incident ON alert (account, incident) WHERE incident IS NOT NULL;

CREATE INDEX incident_state_updated ON incident (state, updated_at, id);

CREATE INDEX incident_severity_updated ON incident (severity, updated_at, id);

-- When the incident was updated, for its place in the list of those with that type.
ALTER TABLE incident_type ADD COLUMN updated_at BIGINT NOT NULL DEFAULT 0;

UPDATE incident_type SET updated_at = COALESCE(
    (SELECT incident.updated_at FROM incident
    WHERE incident.account = incident_type.account AND incident.id = incident_type.incident), 0);

DROP INDEX incident_type_type;

CREATE INDEX incident_type_updated ON incident_type (type, updated_at, incident);
