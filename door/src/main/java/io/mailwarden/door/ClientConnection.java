package io.mailwarden.door;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.response.session.ConnectionHandle;
import java.util.Optional;

/**
 * One client's connection, as its protocol shows it: all that a new protocol has to map. Cheap to make: many may stand
 * for the same connection, as long as they give the same {@link #state}.
 */
public interface ClientConnection {

    /** Its protocol. */
    Protocol protocol();

    /** James's own name of the connection, which joins later events to its login. */
    String id();

    /** The client's own address, also behind a PROXY protocol balancer; empty where James does not say. */
    Optional<Address> address();

    /** What the client has said it is, so far. */
    Client client();

    /** Whether the connection is encrypted. */
    boolean tls();

    /** The name that James has let in; empty as long as nobody is logged in. */
    Optional<String> authorizationId();

    /** What the door remembers of this connection: one object, kept in James's own session, from first to last. */
    ConnectionState state();

    /** James's object with the Netty channel in one of its fields. */
    Object channelHolder();

    /** What the client reads last when Mailwarden ends the connection. */
    ClosingReply closingReply();

    /** Ends the connection by James's own means, where there is no channel to be got at. */
    ConnectionHandle fallbackHandle();
}
