package io.mailwarden.smtp;

import io.mailwarden.channel.Connections;
import io.mailwarden.engine.Warden;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.response.session.Cause;
import io.mailwarden.engine.response.session.Opening;
import io.mailwarden.engine.response.session.Session;
import io.mailwarden.engine.verdict.Restriction;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.ProtocolSessionImpl;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPRetCode;
import org.apache.james.protocols.smtp.SMTPSession;
import org.jspecify.annotations.Nullable;

/**
 * The live sessions of this door, and what their accounts may still do. Thread-safe; never throws: what goes wrong here
 * raises the alarm {@value SmtpLogins#ALARM}.
 */
final class SmtpSessions {

    private static final AttachmentKey<Session> LIVE = AttachmentKey.of("mailwarden.session", Session.class);
    private static final AttachmentKey<Account> OWNER = AttachmentKey.of("mailwarden.owner", Account.class);

    private static final String BLOCKED = "5.7.1 This account is blocked, ask your administrator";
    private static final String REFUSED = "5.7.1 Sending from this account is blocked, ask your administrator";
    private static final String DEFERRED = "4.7.1 Sending from this account is not possible now, try again later";
    private static final String ENDED = "4.7.0 Session ended by the server";

    private final Warden warden;
    private final Connections connections;
    private final Alarms alarms;

    @Inject
    SmtpSessions(Warden warden, Connections connections, Alarms alarms) {
        this.warden = warden;
        this.connections = connections;
        this.alarms = alarms;
    }

    /** James and the warden let the name in, and the client is about to be told. */
    void open(SMTPSession session, @Nullable Username name, Optional<String> owner) {
        Optional<Account> account = Optional.ofNullable(name).flatMap(known -> Account.tryOf(known.asString()));
        if (account.isEmpty() || !(session instanceof ProtocolSessionImpl connected)) {
            return;
        }
        try {
            Opening opening = new Opening(
                    account.get(),
                    owner.flatMap(Account::tryOf),
                    Protocol.SMTP,
                    SmtpLogins.address(session),
                    SmtpLogins.client(session),
                    session.isTLSStarted());
            close(session);
            opening.owner().ifPresent(other -> session.setAttachment(OWNER, other, State.Connection));
            ProtocolTransport transport = connected.getProtocolTransport();
            Session live = connections.open(
                    opening,
                    transport,
                    SmtpSessions::goodbye,
                    cause -> transport.writeResponse(ending(cause), session));
            session.setAttachment(LIVE, live, State.Connection);
        } catch (RuntimeException e) {
            alarms.raise(SmtpLogins.ALARM, "an SMTP session is not listed", e);
        }
    }

    /** The connection is closed. */
    void close(SMTPSession session) {
        session.removeAttachment(LIVE, State.Connection).ifPresent(Session::close);
    }

    /** A message was accepted from the client. */
    void submitted(SMTPSession session) {
        session.getAttachment(LIVE, State.Connection).ifPresent(Session::moved);
    }

    /** The answer to whoever wants to send and may not; empty for those who may, and for other servers. */
    Optional<SMTPResponse> refusal(SMTPSession session) {
        try {
            return switch (restriction(session)) {
                case NONE, HOLD -> Optional.empty();
                case DEFER -> Optional.of(new SMTPResponse(SMTPRetCode.LOCAL_ERROR, DEFERRED));
                case REFUSE -> Optional.of(new SMTPResponse(SMTPRetCode.MAILBOX_PERM_UNAVAILABLE, REFUSED));
                case BLOCK -> Optional.of(ending(SMTPRetCode.MAILBOX_PERM_UNAVAILABLE, BLOCKED));
            };
        } catch (RuntimeException e) {
            alarms.raise(SmtpLogins.ALARM, "an SMTP session was not asked whether it may send", e);
            return Optional.empty();
        }
    }

    private Restriction restriction(SMTPSession session) {
        if (session.getUsername() == null) {
            return Restriction.NONE;
        }
        Restriction own = Account.tryOf(session.getUsername().asString())
                .map(warden::restriction)
                .orElse(Restriction.NONE);
        return session.getAttachment(OWNER, State.Connection)
                .map(warden::restriction)
                .map(own::or)
                .orElse(own);
    }

    // 421 may come at any time (RFC 5321 3.8); a program that waits for an answer is told what it need not try again.
    private static String goodbye(Cause cause, boolean answering) {
        SMTPResponse last = answering && cause == Cause.BLOCK
                ? ending(SMTPRetCode.MAILBOX_PERM_UNAVAILABLE, BLOCKED)
                : ending(cause);
        return last.getLines().get(0).toString();
    }

    private static SMTPResponse ending(Cause cause) {
        return ending(SMTPRetCode.SERVICE_NOT_AVAILABLE, cause == Cause.BLOCK ? BLOCKED.replaceFirst("5", "4") : ENDED);
    }

    private static SMTPResponse ending(String code, String text) {
        SMTPResponse response = new SMTPResponse(code, text);
        response.setEndSession(true);
        return response;
    }
}
