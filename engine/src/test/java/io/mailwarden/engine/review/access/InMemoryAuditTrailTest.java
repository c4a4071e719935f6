package io.mailwarden.engine.review.access;

import io.mailwarden.engine.fixtures.AuditTrailContract;
import io.mailwarden.engine.fixtures.InMemoryAuditTrail;
import io.mailwarden.engine.review.audit.AuditTrail;

class InMemoryAuditTrailTest extends AuditTrailContract {

    private final InMemoryAuditTrail memory = new InMemoryAuditTrail();

    @Override
    protected AuditTrail trail() {
        return memory;
    }
}
