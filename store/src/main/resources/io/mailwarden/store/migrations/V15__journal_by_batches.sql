-- What accounts sent of late, as it is written: some hundred messages of one moment in one row, and those of about a minute
-- in one segment, which go together. Of the accounts of a batch there is a digest of four bytes each, so that a batch that
-- has nothing of an account is passed over. What is in the older table comes over next (V16).

CREATE TABLE journal_segment (
    name TEXT NOT NULL PRIMARY KEY,
    last_id TEXT NOT NULL,
    messages BIGINT NOT NULL,
    bytes BIGINT NOT NULL
);

CREATE TABLE journal_batch (
    segment TEXT NOT NULL,
    first_id TEXT NOT NULL,
    last_id TEXT NOT NULL,
    accounts BYTEA NOT NULL,
    entries BYTEA NOT NULL,
    PRIMARY KEY (segment, first_id)
);
