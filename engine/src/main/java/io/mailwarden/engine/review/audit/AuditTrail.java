package io.mailwarden.engine.review.audit;

import io.mailwarden.engine.support.Page;

/**
 * The trail of what administrators did. Nothing is ever changed or removed. Thread-safe; throws {@link
 * io.mailwarden.engine.support.StoreUnavailable} when it cannot be reached.
 */
public interface AuditTrail {

    /** Keeps the line; kept when this returns. One of that id that is there already stays. */
    void append(AuditEntry entry);

    /** Lines that fit, newest first; IllegalArgumentException for a cursor that is none. */
    Page<AuditEntry> search(AuditQuery query);
}
