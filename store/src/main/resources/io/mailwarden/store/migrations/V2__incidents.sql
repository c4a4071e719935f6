-- The cases. One that is current for an account, across all nodes, is a unique key. The types of its findings have rows of
-- their own, so that those of one type are found without reading the others.

CREATE TABLE incident (
    account TEXT NOT NULL,
    id TEXT NOT NULL,
    state TEXT NOT NULL,
    severity TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    findings TEXT NOT NULL,
    held_messages BIGINT NOT NULL,
    passed_messages BIGINT NOT NULL,
    rejected_logins BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (account, id)
);

CREATE UNIQUE INDEX incident_current ON incident (account) WHERE state IN ('open', 'confirmed');

CREATE INDEX incident_current_severity ON incident (severity) WHERE state IN ('open', 'confirmed');

CREATE INDEX incident_id ON incident (id);

CREATE INDEX incident_updated ON incident (updated_at, id);

CREATE INDEX incident_account_updated ON incident (account, updated_at, id);

CREATE TABLE incident_type (
    account TEXT NOT NULL,
    incident TEXT NOT NULL,
    type TEXT NOT NULL,
    PRIMARY KEY (account, incident, type)
);

CREATE INDEX incident_type_type ON incident_type (type);
