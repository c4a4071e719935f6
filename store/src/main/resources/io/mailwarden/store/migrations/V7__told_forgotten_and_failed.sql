-- Which re-scans were told of, so that none is forgotten when its server dies before it tells; when they ended, so that
-- those of long ago can go; and why an alert could not be delivered.

ALTER TABLE rescan ADD COLUMN told_at BIGINT;

-- Nobody wants to hear now of what ended long ago.
UPDATE rescan SET told_at = finished_at WHERE state = 'done';

CREATE INDEX rescan_untold ON rescan (lease_until) WHERE state = 'done' AND told_at IS NULL;

CREATE INDEX rescan_finished ON rescan (finished_at) WHERE finished_at IS NOT NULL;

ALTER TABLE alert ADD COLUMN error TEXT NOT NULL DEFAULT '';
