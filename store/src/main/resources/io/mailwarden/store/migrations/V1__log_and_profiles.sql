-- One dialect for SQLite and PostgreSQL, and for engines that speak PostgreSQL's protocol: keys of rows that belong to an
-- account begin with it, nothing counts up by itself, and no row refers to one of another account. Times are
-- microseconds since 1970, UTC.

CREATE TABLE node (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    written BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

CREATE TABLE event_log (
    account TEXT NOT NULL,
    node INTEGER NOT NULL,
    sequence BIGINT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    event TEXT,
    entry TEXT NOT NULL,
    PRIMARY KEY (account, node, sequence)
);

CREATE INDEX event_log_order ON event_log (node, sequence);

CREATE INDEX event_log_logins ON event_log (account, at) WHERE kind IN ('login', 'client-seen');

CREATE TABLE event_log_part (
    node INTEGER NOT NULL,
    first BIGINT NOT NULL,
    last BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    written_at BIGINT NOT NULL,
    PRIMARY KEY (node, first)
);

CREATE TABLE profile (
    account TEXT NOT NULL PRIMARY KEY,
    fold INTEGER NOT NULL,
    bytes BYTEA NOT NULL,
    saved_at BIGINT NOT NULL
);

CREATE INDEX profile_saved ON profile (saved_at);

CREATE TABLE organisation (
    node INTEGER NOT NULL PRIMARY KEY,
    bytes BYTEA NOT NULL
);

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value BYTEA NOT NULL
);
