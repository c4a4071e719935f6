package io.mailwarden.imap;

import io.mailwarden.door.ClientConnection;
import io.mailwarden.door.ClosingReply;
import io.mailwarden.door.ConnectionState;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.response.session.ConnectionHandle;
import io.mailwarden.engine.response.session.SessionEndReason;
import java.util.Optional;
import org.apache.james.imap.api.ImapSessionState;
import org.apache.james.imap.api.process.ImapSession;

/**
 * James's IMAP session, as the door kit sees it.
 *
 * @param session James's own
 */
record ImapConnection(ImapSession session) implements ClientConnection {

    // An attribute of the session.
    private static final String STATE = "mailwarden.connection";

    @Override
    public Protocol protocol() {
        return Protocol.IMAP;
    }

    @Override
    public String id() {
        return session.sessionId().asString();
    }

    @Override
    public Optional<Address> address() {
        return ImapAddress.of(session);
    }

    @Override
    public Client client() {
        return state().client();
    }

    @Override
    public boolean tls() {
        return session.isTLSActive();
    }

    @Override
    public Optional<String> authorizationId() {
        return Optional.ofNullable(session.getMailboxSession())
                .map(opened -> opened.getUser().asString());
    }

    @Override
    public ConnectionState state() {
        if (session.getAttribute(STATE) instanceof ConnectionState known) {
            return known;
        }
        ConnectionState state = new ConnectionState();
        session.setAttribute(STATE, state);
        return state;
    }

    @Override
    public Object channelHolder() {
        return session;
    }

    @Override
    public ClosingReply closingReply() {
        return ImapConnection::bye;
    }

    // RFC 9051 7.1.5: may come at any time, and is the answer to any command.
    private static String bye(SessionEndReason reason, boolean answering) {
        return reason == SessionEndReason.BLOCK
                ? "* BYE This account is blocked, ask your administrator"
                : "* BYE Session ended by the server";
    }

    @Override
    public ConnectionHandle fallbackHandle() {
        return new LogoutHandle(session);
    }

    /** James closes the connection when the client sends its next command. */
    private record LogoutHandle(ImapSession session) implements ConnectionHandle {

        @Override
        public void end(SessionEndReason reason) {
            var unused = session.logout().subscribe();
        }

        // James logs a session out when its connection closes.
        @Override
        public boolean gone() {
            return session.getState() == ImapSessionState.LOGOUT;
        }
    }
}
