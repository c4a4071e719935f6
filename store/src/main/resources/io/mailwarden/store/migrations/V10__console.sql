-- Who may look into the console, and what was done there.

CREATE TABLE console_invitation (
    account TEXT NOT NULL PRIMARY KEY,
    code_hash TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    draft TEXT
);

CREATE TABLE console_factor (
    account TEXT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL,
    last_step BIGINT NOT NULL,
    since BIGINT NOT NULL
);

CREATE TABLE console_recovery (
    account TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (account, hash)
);

CREATE TABLE console_session (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,
    address TEXT NOT NULL,
    client TEXT NOT NULL,
    since BIGINT NOT NULL,
    last_active BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
);

CREATE INDEX console_session_expires ON console_session (expires_at);

CREATE TABLE audit_entry (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    asked_from TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    account TEXT,
    outcome TEXT NOT NULL,
    why TEXT NOT NULL,
    before_text TEXT NOT NULL,
    after_text TEXT NOT NULL
);

CREATE INDEX audit_entry_at ON audit_entry (at, id);

CREATE INDEX audit_entry_account ON audit_entry (account, at, id);

CREATE INDEX audit_entry_actor ON audit_entry (actor, at, id);

CREATE INDEX audit_entry_action ON audit_entry (action, at, id);
