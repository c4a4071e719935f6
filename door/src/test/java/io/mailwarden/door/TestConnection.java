package io.mailwarden.door;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.response.session.ConnectionHandle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A POP3 connection from 192.0.2.1, on which the test says who is logged in. */
final class TestConnection implements ClientConnection {

    static final Address ADDRESS = Address.parse("192.0.2.1").orElseThrow();

    private final ConnectionState state = new ConnectionState();
    private final Object channelHolder;
    private final ConnectionHandle fallback;
    private @Nullable String loggedIn;

    TestConnection(Object channelHolder, ConnectionHandle fallback) {
        this.channelHolder = channelHolder;
        this.fallback = fallback;
    }

    /** Without a channel that can be got at. */
    TestConnection() {
        this(new Guarded.Stranger("no channel"), reason -> {});
    }

    /** James has let the name in. */
    TestConnection loggedIn(String name) {
        loggedIn = name;
        return this;
    }

    @Override
    public Protocol protocol() {
        return Protocol.POP3;
    }

    @Override
    public String id() {
        return "session-1";
    }

    @Override
    public Optional<Address> address() {
        return Optional.of(ADDRESS);
    }

    @Override
    public Client client() {
        return state.client();
    }

    @Override
    public boolean tls() {
        return true;
    }

    @Override
    public Optional<String> authorizationId() {
        return Optional.ofNullable(loggedIn);
    }

    @Override
    public ConnectionState state() {
        return state;
    }

    @Override
    public Object channelHolder() {
        return channelHolder;
    }

    @Override
    public ClosingReply closingReply() {
        return (reason, answering) -> reason.label() + (answering ? " answer" : "");
    }

    @Override
    public ConnectionHandle fallbackHandle() {
        return fallback;
    }
}
