package io.mailwarden.imap;

import io.mailwarden.door.Authentications;
import io.mailwarden.door.LiveSessions;
import javax.inject.Inject;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.request.ImapRequest;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.processor.LoginProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;

/**
 * James's LOGIN, with each password that James checks told to the warden before the client is answered. A rejected one
 * is answered as a wrong password is. No event where James checks none: LOGIN that is disabled without TLS, and names
 * that James cannot represent.
 */
public final class WatchedLoginProcessor extends LoginProcessor {

    private final PasswordChecks checks;

    /** Called by James's loader, once for each server. */
    @Inject
    WatchedLoginProcessor(
            MailboxManager mailboxes,
            StatusResponseFactory responses,
            MetricFactory metrics,
            Authentications authentications,
            LiveSessions sessions) {
        super(mailboxes, responses, metrics);
        this.checks = new PasswordChecks(mailboxes, authentications, sessions);
    }

    @Override
    protected MailboxManager getMailboxManager() {
        return checks.watched();
    }

    @Override
    protected void doAuth(
            AuthenticationAttempt attempt,
            ImapSession session,
            ImapRequest request,
            Responder responder,
            HumanReadableText failed) {
        checks.during(session, () -> super.doAuth(attempt, session, request, responder, failed));
    }
}
