-- What administrators do not want raised: networks for whose places they vouch, and exceptions. A scope is an account, @ and
-- a domain, or * for everybody; uses and last_used are what a rule did.

CREATE TABLE safe_network (
    id TEXT NOT NULL PRIMARY KEY,
    network TEXT NOT NULL,
    scope TEXT NOT NULL,
    description TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    uses BIGINT NOT NULL DEFAULT 0,
    last_used BIGINT
);

CREATE TABLE exception_rule (
    id TEXT NOT NULL PRIMARY KEY,
    type TEXT,
    scope TEXT NOT NULL,
    network TEXT,
    country TEXT,
    asn BIGINT,
    client TEXT,
    recipient TEXT,
    comment TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    uses BIGINT NOT NULL DEFAULT 0,
    last_used BIGINT
);
