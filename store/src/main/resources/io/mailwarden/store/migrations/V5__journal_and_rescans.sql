-- What accounts sent of late, and the second looks at it. Ids of the journal begin with the time, so that they sort by it.
-- What was found keeps its own copy of the journal's row, which goes much earlier.

CREATE TABLE journal (
    account TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    message_id TEXT NOT NULL,
    sender TEXT NOT NULL,
    recipients TEXT NOT NULL,
    subject TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    fingerprint BIGINT,
    likeness TEXT NOT NULL,
    digest TEXT NOT NULL,
    blob TEXT NOT NULL,
    PRIMARY KEY (account, id)
);

CREATE INDEX journal_age ON journal (id, bytes);

CREATE TABLE rescan (
    account TEXT NOT NULL,
    incident TEXT NOT NULL,
    id TEXT NOT NULL,
    start_behind TEXT NOT NULL,
    act INTEGER NOT NULL,
    state TEXT NOT NULL,
    position TEXT NOT NULL,
    scanned BIGINT NOT NULL,
    malicious BIGINT NOT NULL,
    unread BIGINT NOT NULL,
    quarantined BIGINT NOT NULL,
    out_of_reach BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    task TEXT NOT NULL,
    holder TEXT NOT NULL,
    lease_until BIGINT NOT NULL,
    PRIMARY KEY (account, incident, id)
);

CREATE UNIQUE INDEX rescan_running ON rescan (account, incident) WHERE state = 'running';

CREATE INDEX rescan_lease ON rescan (lease_until) WHERE state = 'running';

CREATE TABLE rescan_finding (
    account TEXT NOT NULL,
    incident TEXT NOT NULL,
    entry TEXT NOT NULL,
    pass TEXT NOT NULL,
    judged TEXT NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    reasons TEXT NOT NULL,
    near_to TEXT,
    copies TEXT NOT NULL,
    at BIGINT NOT NULL,
    message_id TEXT NOT NULL,
    sender TEXT NOT NULL,
    recipients TEXT NOT NULL,
    subject TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    fingerprint BIGINT,
    likeness TEXT NOT NULL,
    digest TEXT NOT NULL,
    blob TEXT NOT NULL,
    PRIMARY KEY (account, incident, entry)
);

CREATE INDEX rescan_finding_judged ON rescan_finding (account, incident, judged, entry);

CREATE TABLE rescan_notice (
    account TEXT NOT NULL,
    incident TEXT NOT NULL,
    recipient TEXT NOT NULL,
    claimed_at BIGINT NOT NULL,
    sent_at BIGINT,
    PRIMARY KEY (account, incident, recipient)
);
