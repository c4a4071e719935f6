-- Lists of some domains, text in incidents, what administrators write about incidents and who works on them, and counts of
-- what happened, so that no list and no time line reads what it does not show.

ALTER TABLE incident ADD COLUMN domain TEXT NOT NULL DEFAULT '';

-- The part behind the last @, in both dialects: what is left of the name without all up to there.
UPDATE incident SET domain = REPLACE(account, RTRIM(account, REPLACE(account, '@', '')), '') WHERE account LIKE '%@%';

CREATE INDEX incident_domain_updated ON incident (domain, updated_at, id);

CREATE INDEX incident_domain_state_updated ON incident (domain, state, updated_at, id);

-- What a search for text looks through, apart from the incidents, whose rows are several times as long.
CREATE TABLE incident_text (
    account TEXT NOT NULL,
    incident TEXT NOT NULL,
    domain TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (account, incident)
);

INSERT INTO incident_text (account, incident, domain, updated_at, words)
SELECT account, id, domain, updated_at, LOWER(id || ' ' || account || ' ' || findings) FROM incident;

CREATE INDEX incident_text_updated ON incident_text (updated_at, incident);

CREATE INDEX incident_text_domain ON incident_text (domain, updated_at, incident);

CREATE TABLE incident_assignee (
    account TEXT NOT NULL,
    incident TEXT NOT NULL,
    assignee TEXT NOT NULL,
    PRIMARY KEY (account, incident)
);

CREATE INDEX incident_assignee_incident ON incident_assignee (incident);

CREATE TABLE incident_comment (
    account TEXT NOT NULL,
    incident TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    author TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (account, incident, id)
);

ALTER TABLE held_mail ADD COLUMN domain TEXT NOT NULL DEFAULT '';

UPDATE held_mail SET domain = REPLACE(account, RTRIM(account, REPLACE(account, '@', '')), '') WHERE account LIKE '%@%';

CREATE INDEX held_mail_domain ON held_mail (domain, held_at, id) WHERE state = 'waiting';

ALTER TABLE alert ADD COLUMN domain TEXT NOT NULL DEFAULT '';

UPDATE alert SET domain = REPLACE(account, RTRIM(account, REPLACE(account, '@', '')), '') WHERE account LIKE '%@%';

CREATE INDEX alert_domain_raised ON alert (domain, raised_at, id);

ALTER TABLE audit_entry ADD COLUMN domain TEXT NOT NULL DEFAULT '';

UPDATE audit_entry SET domain = REPLACE(account, RTRIM(account, REPLACE(account, '@', '')), '')
WHERE account LIKE '%@%';

CREATE INDEX audit_entry_domain ON audit_entry (domain, at, id);

-- What is counted of an event. They stay empty for events that an older Mailwarden wrote.
ALTER TABLE event_log ADD COLUMN outcome TEXT;

ALTER TABLE event_log ADD COLUMN country TEXT;

ALTER TABLE event_log ADD COLUMN findings INTEGER;

DROP INDEX event_log_logins;

-- Whatever is counted stands in the index: it is counted without reading an event.
CREATE INDEX event_log_logins ON event_log (account, at, kind, outcome, country, findings)
WHERE kind IN ('login', 'client-seen');

CREATE INDEX event_log_messages ON event_log (account, at, kind, findings) WHERE kind = 'message';

-- The scope is * for everybody, or @ and a domain; each node counts for itself, so that none waits for another.
CREATE TABLE activity (
    scope TEXT NOT NULL,
    hour BIGINT NOT NULL,
    node INTEGER NOT NULL,
    logins BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    messages BIGINT NOT NULL,
    findings BIGINT NOT NULL,
    PRIMARY KEY (scope, hour, node)
);

CREATE INDEX activity_hour ON activity (hour);

-- Of old events: how many there were in all. Their findings are not counted any more.
INSERT INTO activity (scope, hour, node, logins, refused, messages, findings)
SELECT '*', at / 3600000000, node,
    SUM(CASE WHEN kind = 'login' AND event LIKE '%"outcome":"accepted"%' THEN 1 ELSE 0 END),
    SUM(CASE WHEN kind = 'login' AND NOT event LIKE '%"outcome":"accepted"%' THEN 1 ELSE 0 END),
    SUM(CASE WHEN kind = 'message' THEN 1 ELSE 0 END), 0
FROM event_log WHERE kind IN ('login', 'message') GROUP BY 1, 2, 3;
