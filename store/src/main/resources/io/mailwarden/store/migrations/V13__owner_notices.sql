-- What owners are told of logins of a new kind, and the links by which they lock. That nothing goes over the caps is the one
-- row of owner_gate, which whoever counts changes first; that a link works once is used_at, which is set where it is empty.

CREATE TABLE owner_gate (
    id INTEGER NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL
);

INSERT INTO owner_gate (id, revision) VALUES (1, 0);

-- What an owner was told of, until when it is not told again.
CREATE TABLE owner_told (
    account TEXT NOT NULL,
    news TEXT NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (account, news)
);

CREATE INDEX owner_told_until ON owner_told (until);

CREATE TABLE owner_notice (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    login_at BIGINT NOT NULL,
    country TEXT NOT NULL,
    city TEXT NOT NULL,
    provider TEXT NOT NULL,
    address TEXT NOT NULL,
    client TEXT NOT NULL,
    protocol TEXT NOT NULL,
    raised_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    attempt BIGINT NOT NULL,
    due_at BIGINT,
    sent_at BIGINT,
    used_at BIGINT,
    used_from TEXT,
    locked INTEGER NOT NULL
);

CREATE INDEX owner_notice_raised ON owner_notice (raised_at);

CREATE INDEX owner_notice_account ON owner_notice (account, raised_at);

CREATE INDEX owner_notice_due ON owner_notice (due_at) WHERE due_at IS NOT NULL;

CREATE INDEX owner_notice_unlocked ON owner_notice (used_at) WHERE used_at IS NOT NULL AND locked = 0;

CREATE INDEX owner_notice_expires ON owner_notice (expires_at);
