package io.mailwarden.smtp;

import io.mailwarden.door.ClientConnection;
import io.mailwarden.door.ClosingReply;
import io.mailwarden.door.ConnectionState;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.response.session.ConnectionHandle;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.apache.james.core.Username;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.ProtocolSessionImpl;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.smtp.SMTPSession;

/**
 * James's SMTP session, as the door kit sees it.
 *
 * @param session James's own
 */
record SmtpConnection(SMTPSession session) implements ClientConnection {

    private static final AttachmentKey<ConnectionState> STATE =
            AttachmentKey.of("mailwarden.connection", ConnectionState.class);
    private static final AttachmentKey<Introduced> INTRODUCED =
            AttachmentKey.of("mailwarden.introduced", Introduced.class);

    /** What a client said of itself, and what it is by that. */
    private record Introduced(String name, Client client) {}

    @Override
    public Protocol protocol() {
        return Protocol.SMTP;
    }

    @Override
    public String id() {
        return session.getSessionID();
    }

    @Override
    public Optional<Address> address() {
        InetSocketAddress remote = session.getRemoteAddress();
        return remote.isUnresolved()
                ? Address.parse(remote.getHostString())
                : Optional.of(Address.of(remote.getAddress()));
    }

    @Override
    public Client client() {
        return session.getAttachment(SMTPSession.CURRENT_HELO_NAME, State.Connection)
                .map(this::introducedAs)
                .orElse(Client.UNKNOWN);
    }

    // Asked for several times in a session: it takes longer to make it out than to check it.
    private Client introducedAs(String name) {
        Optional<Introduced> known = session.getAttachment(INTRODUCED, State.Connection)
                .filter(introduced -> introduced.name().equals(name));
        if (known.isPresent()) {
            return known.get().client();
        }
        Client client = Client.ofEhlo(name);
        session.setAttachment(INTRODUCED, new Introduced(name, client), State.Connection);
        return client;
    }

    @Override
    public boolean tls() {
        return session.isTLSStarted();
    }

    @Override
    public Optional<String> authorizationId() {
        return Optional.ofNullable(session.getUsername()).map(Username::asString);
    }

    @Override
    public ConnectionState state() {
        return session.getAttachment(STATE, State.Connection).orElseGet(() -> {
            ConnectionState state = new ConnectionState();
            session.setAttachment(STATE, state, State.Connection);
            return state;
        });
    }

    @Override
    public Object channelHolder() {
        return transport();
    }

    @Override
    public ClosingReply closingReply() {
        return SmtpReplies::closing;
    }

    @Override
    public ConnectionHandle fallbackHandle() {
        ProtocolTransport transport = transport();
        return reason -> transport.writeResponse(SmtpReplies.ended(reason), session);
    }

    private ProtocolTransport transport() {
        return ((ProtocolSessionImpl) session).getProtocolTransport();
    }
}
