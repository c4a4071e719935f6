-- The event log as it is written: in the order of each node's sequences, and nowhere else. What is found by account is
-- written later, some ten thousand entries of one node at a time, sorted: a run. node.indexed says how far there are runs of
-- that node; what is behind is read in its order, once, and then known.
-- What stands for clustered has SQLite keep a row once, in the key.
-- What older versions wrote stays where it is, with the indexes that it has, until it is too old.

ALTER TABLE event_log RENAME TO event_log_by_account;

CREATE TABLE event_log (
    node INTEGER NOT NULL,
    sequence BIGINT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    outcome TEXT,
    country TEXT,
    findings INTEGER,
    event TEXT,
    entry TEXT NOT NULL,
    PRIMARY KEY (node, sequence)
);

ALTER TABLE node ADD COLUMN indexed BIGINT NOT NULL DEFAULT 0;

UPDATE node SET indexed = written;

-- A run is named by the last sequence in it; times are those of its earliest and latest event.
CREATE TABLE event_run (
    node INTEGER NOT NULL,
    last BIGINT NOT NULL,
    earliest BIGINT NOT NULL,
    latest BIGINT NOT NULL,
    PRIMARY KEY (node, last)
);

CREATE TABLE event_of_account (
    node INTEGER NOT NULL,
    last BIGINT NOT NULL,
    account TEXT NOT NULL,
    events BYTEA NOT NULL,
    PRIMARY KEY (node, last, account)
) ${clustered};
