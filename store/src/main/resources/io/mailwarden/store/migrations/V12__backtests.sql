-- What changed settings would have done. Of all nodes, one runs at a time.

CREATE TABLE backtest (
    id TEXT NOT NULL PRIMARY KEY,
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    changes TEXT NOT NULL,
    started_by TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    learns_from BIGINT NOT NULL,
    state TEXT NOT NULL,
    state_at BIGINT NOT NULL,
    words TEXT NOT NULL,
    task TEXT NOT NULL,
    events BIGINT NOT NULL,
    reached_at BIGINT,
    result TEXT
);

CREATE UNIQUE INDEX backtest_running ON backtest (state) WHERE state = 'running';

CREATE INDEX backtest_started ON backtest (started_at, id);
