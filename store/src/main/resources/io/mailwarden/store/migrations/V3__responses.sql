-- What is done about incidents: at which severity an incident is answered, which accounts are restricted, what was done,
-- and how far Mailwarden may go.

ALTER TABLE incident ADD COLUMN answered TEXT;

CREATE TABLE block (
    account TEXT NOT NULL,
    id TEXT NOT NULL,
    restriction TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    set_by TEXT NOT NULL,
    incident TEXT,
    since BIGINT NOT NULL,
    ends_at BIGINT,
    lifted_at BIGINT,
    lifted_by TEXT,
    PRIMARY KEY (account, id)
);

CREATE INDEX block_holding ON block (account, since) WHERE lifted_at IS NULL;

CREATE TABLE deed (
    account TEXT NOT NULL,
    incident TEXT NOT NULL,
    severity TEXT NOT NULL,
    response TEXT NOT NULL,
    at BIGINT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (account, incident, severity, response)
);

CREATE TABLE mode (
    scope TEXT NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL
);
