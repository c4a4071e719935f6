package io.mailwarden.admin.access;

import io.mailwarden.engine.review.access.AccessStore;
import io.mailwarden.engine.review.audit.AuditTrail;
import javax.inject.Inject;

/**
 * What sign-ins and the audit trail need of others.
 *
 * @param store what is kept of console users
 * @param trail what administrators did
 * @param passwords the mail server's own check
 */
public record AccessPorts(AccessStore store, AuditTrail trail, Passwords passwords) {

    @Inject
    public AccessPorts {}
}
