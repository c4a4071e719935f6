-- What administrators are to be told. That the same cause of the same account is told once is a unique key; that nothing
-- goes over the cap is the one row of alert_gate, which whoever counts changes first, so that they count one after the
-- other.

CREATE TABLE alert_gate (
    id INTEGER NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL,
    digest_at BIGINT
);

INSERT INTO alert_gate (id, revision) VALUES (1, 0);

-- The account is empty for what concerns none.
CREATE TABLE alert_told (
    account TEXT NOT NULL,
    cause TEXT NOT NULL,
    until BIGINT NOT NULL,
    repeats BIGINT NOT NULL,
    PRIMARY KEY (account, cause)
);

CREATE INDEX alert_told_until ON alert_told (until);

-- Over the cap: what the next digest will say of each.
CREATE TABLE alert_collected (
    id TEXT NOT NULL PRIMARY KEY,
    raised_at BIGINT NOT NULL,
    severity TEXT NOT NULL,
    line TEXT NOT NULL
);

CREATE TABLE alert (
    id TEXT NOT NULL PRIMARY KEY,
    digest INTEGER NOT NULL,
    raised_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    attempt BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    content TEXT NOT NULL
);

CREATE INDEX alert_raised ON alert (raised_at, id);

CREATE INDEX alert_waiting ON alert (due_at) WHERE state = 'waiting';

CREATE TABLE alert_delivery (
    alert TEXT NOT NULL,
    channel TEXT NOT NULL,
    delivered_at BIGINT NOT NULL,
    PRIMARY KEY (alert, channel)
);
