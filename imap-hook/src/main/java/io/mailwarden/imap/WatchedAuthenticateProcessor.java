package io.mailwarden.imap;

import io.mailwarden.door.Authentications;
import io.mailwarden.door.LiveSessions;
import io.mailwarden.door.SaslIdentity;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.request.ImapRequest;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.processor.AuthenticateProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.OIDCSASLParser;

/**
 * James's AUTHENTICATE (PLAIN with and without delegation, OAUTHBEARER, XOAUTH2; with the initial response or after the
 * continuation), with each secret that James checks told to the warden before the client is answered.
 *
 * <p>A rejected login is answered as a wrong secret is. A forbidden delegation and one to an unknown user are refused
 * logins without a password's mark, as the password was right. No event where James checks nothing: unreadable text,
 * unknown mechanisms, PLAIN that is disabled without TLS.
 */
public final class WatchedAuthenticateProcessor extends AuthenticateProcessor {

    private final Authentications authentications;
    private final PasswordChecks checks;

    /** Called by James's loader, once for each server. */
    @Inject
    WatchedAuthenticateProcessor(
            MailboxManager mailboxes,
            StatusResponseFactory responses,
            MetricFactory metrics,
            Authentications authentications,
            LiveSessions sessions) {
        super(mailboxes, responses, metrics);
        this.authentications = authentications;
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

    @Override
    protected void doAuthWithDelegation(
            AuthenticationAttempt attempt, ImapSession session, ImapRequest request, Responder responder) {
        checks.during(session, () -> super.doAuthWithDelegation(attempt, session, request, responder));
    }

    @Override
    protected void doOAuth(String initialResponse, ImapSession session, ImapRequest request, Responder responder) {
        boolean told = checks.during(session, () -> super.doOAuth(initialResponse, session, request, responder));
        if (!told && session.supportsOAuth()) {
            // James has refused the token already, in its own words: there is nothing left to reject.
            OIDCSASLParser.parse(initialResponse)
                    .map(OIDCSASLParser.OIDCInitialResponse::getAssociatedUser)
                    .ifPresent(name -> authentications.refused(
                            new ImapConnection(session), SaslIdentity.of(name), Optional.empty()));
        }
    }

    @Override
    protected void authSuccess(Username authenticated, ImapSession session, ImapRequest request, Responder responder) {
        if (checks.tokenVerified(session, authenticated).denies()) {
            manageFailureCount(session, request, responder);
        } else {
            super.authSuccess(authenticated, session, request, responder);
        }
    }
}
