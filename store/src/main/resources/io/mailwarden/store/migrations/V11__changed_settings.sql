-- Settings that administrators changed while the server ran: each holds instead of the file's until it is taken back.

CREATE TABLE setting_change (
    setting_key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    why TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);
