package io.mailwarden.store.access;

import io.mailwarden.engine.fixtures.AuditTrailContract;
import io.mailwarden.engine.review.audit.AuditTrail;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteAuditTrailTest extends AuditTrailContract {

    @RegisterExtension
    final TestStore open = TestStore.sqlite();

    @Override
    protected AuditTrail trail() {
        return new SqlAuditTrail(open.database());
    }
}
