-- Held and quarantined mail: what is known of it and who decided what. The messages themselves lie in James's mail
-- repositories. Rows of messages that are over stay for a while, so that none of them passes a second time.

CREATE TABLE held_mail (
    account TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    held_at BIGINT NOT NULL,
    sender TEXT NOT NULL,
    recipients TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_lower TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    reason TEXT NOT NULL,
    incident TEXT,
    origin TEXT NOT NULL,
    node TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    sent_at BIGINT,
    announced_at BIGINT,
    token TEXT,
    PRIMARY KEY (account, id)
);

CREATE INDEX held_mail_id ON held_mail (id);

CREATE INDEX held_mail_waiting ON held_mail (held_at, id) WHERE state = 'waiting';

CREATE INDEX held_mail_account ON held_mail (account, held_at, id) WHERE state = 'waiting';

CREATE INDEX held_mail_incident ON held_mail (incident, held_at, id) WHERE state = 'waiting';

CREATE INDEX held_mail_unannounced ON held_mail (held_at, id) WHERE state = 'waiting' AND announced_at IS NULL;

CREATE INDEX held_mail_announced ON held_mail (announced_at) WHERE state = 'waiting' AND announced_at IS NOT NULL;

CREATE INDEX held_mail_releasing ON held_mail (held_at, id) WHERE state = 'releasing';

CREATE INDEX held_mail_node ON held_mail (node, id) WHERE state IN ('waiting', 'releasing');

CREATE INDEX held_mail_over ON held_mail (node, changed_at) WHERE state NOT IN ('waiting', 'releasing');

-- One for each recipient, in lower case, so that those to one recipient are found without reading the others.
CREATE TABLE held_recipient (
    account TEXT NOT NULL,
    id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    PRIMARY KEY (account, id, recipient)
);

CREATE INDEX held_recipient_recipient ON held_recipient (recipient);
